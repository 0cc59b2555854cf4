import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../workspace.ts';

const compiler = join(root, 'node_modules/typescript-native/bin/tsc');

/**
 * Type-checks files, each as a module, as in a user's project with or without `strict`. With the native compiler, as there are
 * hundreds of them: the tests of the packed packages use the compilers of users.
 *
 * @param files Files of one folder.
 * @returns A line for each problem.
 */
export function typeProblems(files: readonly string[], strict: boolean): readonly string[] {
  const [first = ''] = files;
  const project = join(dirname(first), `tsconfig-${crypto.randomUUID()}.json`);
  const compilerOptions = {
    strict,
    noEmit: true,
    experimentalDecorators: true,
    jsx: 'react-jsx',
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  writeFileSync(project, JSON.stringify({ compilerOptions, files }));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, '--pretty', 'false', '--project', project],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status === 0) return [];
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  return lines.length === 0 ? [`The compiler ended with ${status}.`] : lines.map((line) => basename(line));
}
