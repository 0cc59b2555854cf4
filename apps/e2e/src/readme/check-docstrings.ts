import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { published, root, typesOf } from '../workspace.ts';

const deno = join(dirname(createRequire(import.meta.url).resolve('deno/package.json')), 'bin.cjs');
const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * Type-checks the examples in docstrings, each as a module of its own, with `deno check --doc-only`. Our packages resolve
 * to their built types, all other packages to what is installed. Nothing is downloaded.
 *
 * @param paths Source files or folders of them, relative to the root of the repository.
 * @returns The number of examples, and Deno's output if one of them is wrong.
 */
export function checkDocstrings(paths: readonly string[]): {
  readonly count: number;
  readonly problems: string;
} {
  // Outside the repository: Deno rewrites the package.json of a pnpm workspace that it does not understand.
  const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-docstrings-'));
  try {
    const config = {
      nodeModulesDir: 'manual',
      lock: false,
      compilerOptions: {
        experimentalDecorators: true,
        // The components run in browsers.
        lib: ['deno.ns', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext'],
        jsx: 'react-jsx',
        jsxImportSource: 'react',
      },
      imports: Object.assign({}, ...published.map(typesOf)),
    };
    writeFileSync(join(folder, 'deno.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ devDependencies: { '@types/node': '*' } }));
    symlinkSync(nodeModules, join(folder, 'node_modules'), 'junction');
    // Built types import their shared chunks as `.js`: with sloppy imports Deno resolves them to the `.d.ts` beside it.
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        deno,
        'check',
        '--doc-only',
        '--unstable-sloppy-imports',
        '--no-remote',
        ...paths.map((path) => resolve(root, path)),
      ],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 },
    );
    const count = stderr.split('\n').filter((line) => line.startsWith('Check ')).length;
    return { count, problems: status === 0 ? '' : stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
