import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../dist/run/main.js', import.meta.url));

/** The exit code and the output of the command. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The running command. */
export interface Sample {
  readonly child: ChildProcess;
  readonly address: string;
  /** The printed tokens: the pipeline's, then the administrator's. */
  readonly tokens: readonly string[];
  readonly stdout: () => string;
  readonly finished: Promise<Finished>;
  /** Whether all of its processes have exited. */
  readonly isGone: () => boolean;
}

/** Runs `npm run sample` and waits for its exit. */
export const runSample = (args: readonly string[], env: object = {}): Promise<Finished> =>
  spawnSample(args, env).finished;

/** Starts `npm run sample` and waits until the API listens. */
export async function startSample(name: string, env: object = {}): Promise<Sample> {
  const { child, stdout, finished } = spawnSample([name], env);
  const ended = finished.then(({ stderr }) => {
    throw new Error(`The sample ended: ${stderr}`);
  });
  ended.catch(() => undefined);
  const waitForAddress = async () => {
    for (;;) {
      const address = /listening on (http:\S+)\n/.exec(stdout())?.[1];
      if (address !== undefined) return address;
      if (child.stdout !== null) await once(child.stdout, 'data');
    }
  };
  const address = await Promise.race([waitForAddress(), ended]);
  const tokens = [...stdout().matchAll(/^ {2}(lynk_\w+)$/gm)].map(([, token]) => token ?? '');
  return { child, address, tokens, stdout, finished, isGone: () => !isAlive(-Number(child.pid)) };
}

function spawnSample(args: readonly string[], env: object) {
  // In its own process group, as in a shell: Ctrl-C reaches all of the group.
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
