import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { Framework } from './frameworks.ts';
import type { Started } from './variant.ts';

// As it is built: all of it in one folder, but this program.
const program = fileURLToPath(new URL('./plugins/serve.js', import.meta.url));

/** A framework in a process of its own, with all its variants. */
export interface RunningFramework {
  readonly variants: readonly string[];
  /**
   * Sends one of the variants requests, from this process.
   *
   * @returns Nanoseconds of its processor that each took.
   */
  measure(variant: string, requests: number): Promise<number>;
  close(): void;
}

/** Starts one. */
export async function startFramework(framework: Framework): Promise<RunningFramework> {
  const child = fork(program, [framework], { env: { ...process.env, NODE_ENV: 'production' } });
  const started = await hear<Record<string, Started>>(child);
  return {
    variants: Object.keys(started),
    async measure(variant, requests) {
      const { port, authorization } = started[variant] as Started;
      const url = `http://127.0.0.1:${port}/`;
      const before = await usage(child);
      // It looks whether it is done at every sample, once a second if nothing is said.
      const result = await autocannon({
        url,
        headers: { authorization },
        amount: requests,
        connections: 16,
        sampleInt: 20,
      });
      const after = await usage(child);
      if (result['2xx'] !== requests) {
        throw new Error(`${framework}, ${variant}: not every request got its answer.`);
      }
      return ((after - before) * 1000) / requests;
    },
    close: () => child.disconnect(),
  };
}

/** Microseconds since the start. */
async function usage(child: ChildProcess): Promise<number> {
  child.send('usage');
  const { user, system } = await hear<NodeJS.CpuUsage>(child);
  return user + system;
}

async function hear<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message');
  return message as Message;
}
