import { readdir, readFile } from 'node:fs/promises';

const packages = new URL('../../', import.meta.url);

/** A README example that runs from a folder of its own. */
export interface CompleteExample {
  /** The example. It imports `./NAME.mjs` instead of `./NAME.ts` if the extension is `mjs`. */
  readonly code: string;
  /** The code of each imported file, keyed by NAME. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Completes an example with the files that it imports. Such a file is shown once, in the README of a package, under the
 * comment `<!-- file: NAME.ts -->`.
 *
 * @param example The code of the example.
 * @param extension The extension of the files that the completed example imports.
 * @throws {Error} when no README shows an imported file.
 */
export async function completeExample(
  example: string,
  extension: 'mjs' | 'cjs' = 'mjs',
): Promise<CompleteExample> {
  const files: Record<string, string> = {};
  for (const [, name = ''] of example.matchAll(/ from '\.\/([\w-]+)\.ts'/g))
    files[name] = await findFile(name);
  return { code: example.replaceAll(/( from '\.\/[\w-]+)\.ts'/g, `$1.${extension}'`), files };
}

async function findFile(name: string): Promise<string> {
  for (const folder of await readdir(packages)) {
    const readme = await readFile(new URL(`${folder}/README.md`, packages), 'utf8').catch(() => '');
    const [, code] = new RegExp(`<!-- file: ${name}\\.ts -->\\n\`\`\`ts\\n([^]*?)\`\`\``).exec(readme) ?? [];
    if (code !== undefined) return code;
  }
  throw new Error(`No README shows the file ${name}.ts.`);
}
