import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const programs = { main: ['main.js'], token: ['command.js', 'token'], console: ['command.js', 'console'] };

const dist = (name: string) => fileURLToPath(new URL(`../dist/${name}`, import.meta.url));

/** A finished process. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built console in its own process. */
export interface SpawnedConsole {
  readonly child: ChildProcess;
  readonly address: string;
  /** Returns the messages for the user so far. */
  readonly stdout: () => string;
  readonly finished: Promise<Finished>;
}

/** Runs a built program or command, and waits for its exit. */
export async function run(
  name: keyof typeof programs,
  args: readonly string[],
  env: object,
): Promise<Finished> {
  return start(name, args, env).finished;
}

/** Starts the built console and waits until it listens. */
export async function spawnConsole(folder: string, env: object = {}): Promise<SpawnedConsole> {
  const { child, finished, stdout, stderr } = start('main', [], {
    PORT: '0',
    LYNK_AUTH_DATA: folder,
    ...env,
  });
  for (;;) {
    const address = /is listening on (http:\S+)/.exec(stdout())?.[1];
    if (address !== undefined) return { child, address, stdout, finished };
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The console ended: ${stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function start(name: keyof typeof programs, args: readonly string[], env: object) {
  const [file = '', ...first] = programs[name];
  const child = spawn(process.execPath, [dist(file), ...first, ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const finished = once(child, 'close').then(([code]): Finished => ({ code, stdout, stderr }));
  return { child, finished, stdout: () => stdout, stderr: () => stderr };
}
