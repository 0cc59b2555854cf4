import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../dist/run/main.js', import.meta.url));

/** How the command ended, and what it said. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command, which runs. */
export interface Sample {
  readonly child: ChildProcess;
  readonly address: string;
  /** As they were printed: the pipeline's and the administrator's. */
  readonly tokens: readonly string[];
  readonly stdout: () => string;
  readonly finished: Promise<Finished>;
  /** Whether any process is left of it. */
  readonly isGone: () => boolean;
}

/** Runs what `npm run sample` runs to its end. */
export const runSample = (args: readonly string[], env: object = {}): Promise<Finished> =>
  spawnSample(args, env).finished;

/** Runs it, and waits until the API listens. */
export async function startSample(name: string, env: object = {}): Promise<Sample> {
  const { child, stdout, finished } = spawnSample([name], env);
  const ended = finished.then(({ stderr }) => {
    throw new Error(`The sample ended: ${stderr}`);
  });
  ended.catch(() => undefined);
  const listens = async () => {
    for (;;) {
      const address = /listens on (http:\S+)\n/.exec(stdout())?.[1];
      if (address !== undefined) return address;
      if (child.stdout !== null) await once(child.stdout, 'data');
    }
  };
  const address = await Promise.race([listens(), ended]);
  const tokens = [...stdout().matchAll(/^ {2}(lynk_\w+)$/gm)].map(([, token]) => token ?? '');
  return { child, address, tokens, stdout, finished, isGone: () => !isAlive(-Number(child.pid)) };
}

function spawnSample(args: readonly string[], env: object) {
  // In a group of its own, as a shell starts it: Ctrl-C reaches all of the group.
  const child = spawn(process.execPath, [command, ...args], {
    detached: true,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const finished = once(child, 'close').then(([code]): Finished => ({ code, stdout, stderr }));
  return { child, finished, stdout: () => stdout };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
