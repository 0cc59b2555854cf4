import type { ChildProcess } from 'node:child_process';

/** Kills a child process when this process exits. */
export function killAtExit<Child extends ChildProcess>(child: Child): Child {
  const kill = () => child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}
