import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What runs a program on a runtime: its binary, from the package that brings it, and options. */
export function findRuntime(name: 'node' | 'deno' | 'bun'): readonly string[] {
  if (name === 'node') return [process.execPath];
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  return name === 'deno'
    ? [
        process.execPath,
        join(folder, 'bin.cjs'),
        'run',
        '--allow-all',
        '--no-lock',
        '--node-modules-dir=manual',
      ]
    : [join(folder, 'bin', 'bun.exe')];
}
