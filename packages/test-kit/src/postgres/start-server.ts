/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProgram, signalTree, startProgram } from '../servers/start-program.ts';
import type { Programs } from './find-programs.ts';
import { isReady } from './is-ready.ts';

/** A running server. */
export interface RunningServer {
  /** Stops it at once, as a loss of power does, and waits until it is gone. */
  stop(): Promise<void>;
  /** Pauses all of its processes, as the pause of a virtual machine does. Its connections remain open. */
  pause(): void;
  resume(): void;
}

/** Starts the server of a data folder. Rejects, with what it wrote, if it does not start. */
export async function startServer(
  { folder, account }: Programs,
  data: string,
  port: number,
): Promise<RunningServer> {
  const command = [join(folder, 'bin', 'postgres'), '-D', data, '-p', String(port)];
  const server = startProgram(command, { account, endSignal: 'QUIT' });
  const signal = (name: NodeJS.Signals) => signalTree(readMainProcess(data), name);
  const running: RunningServer = {
    stop: () => endProgram(server),
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
  };
  try {
    await isReady(server);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/** Returns the id of the main process of the server of a data folder. */
export function readMainProcess(data: string): number {
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
}
