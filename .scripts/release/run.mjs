import { spawnSync } from 'node:child_process';
import { environment, pnpmFolder } from '../workspace.mjs';

/** Runs a command to its end, and gives what it printed; its troubles are an error that shows them. */
export function run(command, args, cwd) {
  const child = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: environment(pnpmFolder()),
    shell: process.platform === 'win32' && command !== process.execPath,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (child.status === 0) return child.stdout;
  throw new Error(`${child.stdout ?? ''}${child.stderr ?? ''}\n${command} ${args[0]} failed.`);
}
