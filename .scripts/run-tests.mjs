// `npm run test:soak`, `npm run test:packages`: what takes too long for `npm test`. Arguments are passed on, such as
// a part of a file's name, or `-t express`.
import { spawnSync } from 'node:child_process';
import { bin, environment, pnpmFolder, root } from './workspace.mjs';

/** Runs the tests of one configuration. */
export function runTests(config, options = []) {
  const args = ['run', '--config', `.config/${config}.config.ts`, ...options, ...process.argv.slice(2)];
  const { status } = spawnSync(bin('vitest'), args, {
    cwd: root,
    env: environment(pnpmFolder()),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
