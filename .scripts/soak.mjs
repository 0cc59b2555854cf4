// `npm run test:soak`: what takes too long for `npm test`. Arguments are passed on, such as a part of a file's name.
import { spawnSync } from 'node:child_process';
import { bin, environment, pnpmFolder, root } from './workspace.mjs';

const args = ['run', '--config', '.config/soak.config.ts', '--reporter=verbose', ...process.argv.slice(2)];
const { status } = spawnSync(bin('vitest'), args, {
  cwd: root,
  env: environment(pnpmFolder()),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
