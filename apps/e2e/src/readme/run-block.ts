import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { completeExample } from '@lynk-auth/test-kit';
import ts from 'typescript';
import { catchServers, checkServers } from './catch-servers.ts';
import { matchValue } from './match-value.ts';
import { watchValues } from './watch-values.ts';

/**
 * Runs an example as a module and calls its exported functions without parameters. Its servers listen on free ports and
 * must respond to a request without a token with 401.
 *
 * @param code The example.
 * @param file The `.mjs` file to write, in a folder where its imports resolve.
 * @returns The differences from the example, with their lines.
 */
export async function runBlock(code: string, file: string): Promise<readonly string[]> {
  const example = await completeExample(code);
  const watched = watchValues(example.code);
  const compiled = ts.transpileModule(watched.code, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      experimentalDecorators: true,
      useDefineForClassFields: false,
    },
  });
  const problems: string[] = [];
  const seen = new Set<number>();
  Object.assign(globalThis, {
    __shown(index: number, value: unknown) {
      const { text, line } = watched.shown[index] ?? { text: '', line: 0 };
      seen.add(index);
      const problem = matchValue(value, text);
      if (problem !== null) problems.push(`line ${line}: ${problem}`);
      return value;
    },
  });
  await writeFile(file, compiled.outputText);
  for (const [name, shared] of Object.entries(example.files)) {
    await writeFile(join(dirname(file), `${name}.mjs`), shared);
  }
  const servers = catchServers();
  try {
    const module: Record<string, unknown> = await import(pathToFileURL(file).href);
    for (const each of Object.values(module)) {
      if (typeof each === 'function' && each.length === 0 && !/^class\b/.test(`${each}`)) await each();
    }
    problems.push(...(await checkServers(servers.caught)));
  } finally {
    servers.close();
  }
  for (const [index, { text, line }] of watched.shown.entries()) {
    if (!seen.has(index)) problems.push(`line ${line}: the value ${text} was never reached`);
  }
  return problems;
}
