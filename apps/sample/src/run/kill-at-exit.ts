import type { ChildProcess } from 'node:child_process';

/** Sees to it that a process does not outlive this one, however this one ends. */
export function killAtExit<Child extends ChildProcess>(child: Child): Child {
  const kill = () => child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}
