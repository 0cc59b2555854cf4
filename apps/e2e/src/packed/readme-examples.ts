import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';

/** The packages that the declarations of `declareExampleGlobals` import. */
export const globalPackages = ['@lynk-auth/authority', '@lynk-auth/core'] as const;

/** Reads the examples in the README of an installed package. */
export async function readmeExamples(folder: string): Promise<readonly string[]> {
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  return [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');
}

/** Lists the packages that examples import. */
export function importedPackages(examples: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const [, specifier = ''] of examples.join('\n').matchAll(/\bfrom '([^'.][^']*)'/g)) {
    if (specifier.startsWith('node:') || builtinModules.includes(specifier)) continue;
    const [first = '', second = ''] = specifier.split('/');
    names.add(first.startsWith('@') ? `${first}/${second}` : first);
  }
  return [...names].sort();
}
