import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const app = fileURLToPath(new URL('..', import.meta.url));

/** The code of a page, in a folder from which it finds the packages. */
export interface WrittenBlocks {
  readonly folder: string;
  /** The TypeScript files, by the order of the page's blocks. */
  readonly files: readonly string[];
  remove(): void;
}

/**
 * Writes the TypeScript blocks of a page as modules, each as `.ts` and compiled as `.js`.
 *
 * @param page The page, relative to `apps/docs/pages`.
 * @param names The name of each block's module, in the order of the page.
 * @throws {Error} if the page has another number of blocks.
 */
export function writeBlocks(page: string, names: readonly string[]): WrittenBlocks {
  const text = readFileSync(join(app, 'pages', page), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
  if (blocks.length !== names.length) throw new Error(`${page} has ${blocks.length} blocks.`);
  mkdirSync(join(app, 'node_modules'), { recursive: true });
  const folder = mkdtempSync(join(app, 'node_modules', '.blocks-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const files = blocks.map((code, index) => {
    const file = join(folder, `${names[index]}.ts`);
    writeFileSync(file, code);
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    writeFileSync(file.replace(/\.ts$/, '.js'), outputText.replace(/'(\.\/[\w-]+)\.ts'/g, "'$1.js'"));
    return file;
  });
  return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Returns what the compiler reports for files, with the strict settings of the workspace. */
export function findTypeErrors(files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(join(app, '../../tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: ['node'] }, app);
  const program = ts.createProgram({ rootNames: files, options });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
