import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** The module resolutions of a user's project. Under `bundler`, TypeScript has only `import = require()` for CommonJS. */
export const resolutions = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
} as const;

export type Resolution = keyof typeof resolutions;

/** Options of {@link compile}. */
export interface CompileOptions {
  /** The folder of the project. */
  readonly folder: string;
  readonly resolution: Resolution;
  /** The source files, keyed by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly skipLibCheck: boolean;
  /**
   * Whether to emit declarations.
   *
   * @default true
   */
  readonly declaration?: boolean;
  /** The output folder, relative to the project. */
  readonly out: string;
  /** The folders of `@types`, relative to the project. */
  readonly typeRoots?: readonly string[];
}

/**
 * Compiles files in a strict project of a user.
 *
 * @returns TypeScript's output, which is empty if there are no errors.
 */
export async function compile({
  folder,
  resolution,
  files,
  skipLibCheck,
  declaration = true,
  out,
  typeRoots = ['node_modules/@types'],
}: CompileOptions): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const config = {
    compilerOptions: {
      ...resolutions[resolution],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      declaration,
      skipLibCheck,
      esModuleInterop: true,
      experimentalDecorators: true,
      target: 'es2022',
      lib: ['es2023'],
      types: ['node'],
      typeRoots,
      rootDir: '.',
      outDir: out,
    },
    files: Object.keys(files),
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config, null, 2));
  const { status, output } = await runCommand(process.execPath, [tsc, '-p', '.'], { cwd: folder });
  return status === 0 ? '' : output;
}

/** Lists the modules that a declaration file imports. */
export async function importsOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8');
  const named = text.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']/g);
  return [...new Set([...named].map(([, name]) => name ?? ''))].sort();
}
