import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { Framework } from './frameworks.ts';
import type { Started } from './variant.ts';

// The path in the build output.
const program = fileURLToPath(new URL('./plugins/serve.js', import.meta.url));

/** A framework with all its variants, in its own process. */
export interface RunningFramework {
  readonly variants: readonly string[];
  /**
   * Sends requests to a variant from this process.
   *
   * @returns The processor nanoseconds per request.
   */
  measure(variant: string, requests: number): Promise<number>;
  close(): void;
}

/** Starts a framework. */
export async function startFramework(framework: Framework): Promise<RunningFramework> {
  const child = fork(program, [framework], { env: { ...process.env, NODE_ENV: 'production' } });
  const started = await receive<Record<string, Started>>(child);
  return {
    variants: Object.keys(started),
    async measure(variant, requests) {
      const { port, authorization } = started[variant] as Started;
      const url = `http://127.0.0.1:${port}/`;
      const before = await usage(child);
      // autocannon checks for the end at every sample, by default once per second.
      const result = await autocannon({
        url,
        headers: { authorization },
        amount: requests,
        connections: 16,
        sampleInt: 20,
      });
      const after = await usage(child);
      if (result['2xx'] !== requests) {
        throw new Error(`${framework}, ${variant}: not every response was 200.`);
      }
      return ((after - before) * 1000) / requests;
    },
    close: () => child.disconnect(),
  };
}

/** Returns the processor time since the start, in microseconds. */
async function usage(child: ChildProcess): Promise<number> {
  child.send('usage');
  const { user, system } = await receive<NodeJS.CpuUsage>(child);
  return user + system;
}

async function receive<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message');
  return message as Message;
}
