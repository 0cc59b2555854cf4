import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command.ts';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** How a user's project may resolve. TypeScript has no CommonJS under `bundler` but `import = require()`. */
export const resolutions = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
} as const;

export type Resolution = keyof typeof resolutions;

/** What is compiled. */
export interface CompileOptions {
  /** Where the project lies. */
  readonly folder: string;
  readonly resolution: Resolution;
  /** Files by their names. */
  readonly files: Readonly<Record<string, string>>;
  readonly skipLibCheck: boolean;
  /** Whether declarations are emitted: `true` by default. */
  readonly declaration?: boolean;
  /** Where the emitted files lie, in the project. */
  readonly out: string;
  /** Where Node's types lie, if not in the project. */
  readonly typeRoots?: readonly string[];
}

/**
 * Compiles files in a strict project of a user, with their declarations.
 *
 * @returns What TypeScript says, which is nothing where all is well.
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

/** The names that a declaration file imports from. */
export async function importsOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8');
  const named = text.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']/g);
  return [...new Set([...named].map(([, name]) => name ?? ''))].sort();
}
