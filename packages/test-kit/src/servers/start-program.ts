/// <reference types="node" />
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';

/** The account that runs a program; `undefined` for that of this process. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** Options of {@link startProgram}. */
export interface ProgramOptions {
  readonly account?: Account;
  /** The signal that ends it. */
  readonly endSignal?: 'QUIT' | 'TERM';
}

/**
 * Starts a program that runs until its input ends, however the process that started it did: no server is left behind. A
 * paused program receives the signal when it resumes.
 */
export function startProgram(
  command: readonly string[],
  { account, endSignal = 'TERM' }: ProgramOptions = {},
): ChildProcessWithoutNullStreams {
  const untilInputEnds = `"$@" & read -r _; kill -${endSignal} $!; kill -CONT $!; wait $!`;
  return spawn('/bin/sh', ['-c', untilInputEnds, 'sh', ...command], {
    ...account,
    env: { ...process.env, LC_ALL: 'C' },
  });
}

/** Ends the input of a program, and waits until the program has ended. */
export async function endProgram(program: ChildProcessWithoutNullStreams): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise((resolve) => program.once('close', resolve));
  program.stdin.end();
  await ended;
}

/** Sends a signal to a process and to all that it has started. */
export function signalTree(id: number, signal: NodeJS.Signals): void {
  for (const each of stopTree(id)) send(each, signal);
}

/** Stops a process before its children, since a stopped one starts no others. Returns their ids. */
function stopTree(id: number): readonly number[] {
  if (!send(id, 'SIGSTOP')) return [];
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,pid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return [id, ...pairs.flatMap(([parent, child = 0]) => (parent === id ? stopTree(child) : []))];
}

/** Returns whether the process exists. */
function send(id: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(id, signal);
  } catch {
    return false;
  }
}
