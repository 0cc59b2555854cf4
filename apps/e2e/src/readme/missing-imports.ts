import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../workspace.ts';

/**
 * Finds examples in docstrings that use an export of their own file without importing it. Deno adds such an import by
 * itself; a reader who pastes the example gets an error.
 *
 * @param folder A folder of sources, relative to the root of the repository.
 * @returns The file and the name of each missing import.
 */
export function missingImports(folder: string): readonly string[] {
  const files = readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      namesWithoutImport(readFileSync(resolve(root, folder, file), 'utf8')).map((name) => `${file}: ${name}`),
    );
}

function namesWithoutImport(source: string): readonly string[] {
  const exported = [...source.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm)];
  const examples = [...source.matchAll(/^ *\* ```ts\n([\s\S]*?)^ *\* ```$/gm)].map(([, code = '']) => code);
  return examples.flatMap((code) =>
    exported
      .map(([, name = '']) => name)
      .filter((name) => new RegExp(`\\b${name}\\b`).test(code))
      .filter((name) => !new RegExp(`import [^;]*\\b${name}\\b[^;]* from`).test(code)),
  );
}
