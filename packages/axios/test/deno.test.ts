import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { findRuntime, isAvailable, listen, recordResult, versionOf } from '@lynk-auth/test-kit';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('./children/give-up.mjs', import.meta.url));
const token = tokenCorpus.issued[0]?.token ?? '';

/** How the server responds to a mutation that times out: not at all, or without an end. */
type ResponseKind = 'stalled' | 'trickling';

interface Observation {
  readonly received: number;
  /** The connections that are open when the program has finished. */
  readonly open: number;
  /** Whether the process then ends by itself. */
  readonly ends: boolean;
}

/** Lets mutations time out on Deno. */
async function letTimeOut(
  adapter: 'http' | 'fetch',
  kind: ResponseKind,
  times: number,
): Promise<Observation> {
  let received = 0;
  let open = 0;
  const { port, close } = await listen(
    createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (body.includes('complete')) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"a":1}}');
        return;
      }
      received += 1;
      open += 1;
      const timer = setInterval(() => kind === 'trickling' && response.write(' '), 5);
      response.on('close', () => {
        open -= 1;
        clearInterval(timer);
      });
    }),
  );
  const endpoint = `http://127.0.0.1:${port}/lynkapi`;
  const args = ['run', '--allow-all', '--quiet', child, adapter, endpoint, token, kind, String(times)];
  const run = spawn(findRuntime('deno'), args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(run, 'close').then(() => true);
  try {
    await Promise.race([once(run.stdout, 'data'), ended]);
    const late = new Promise<false>((resolve) => setTimeout(resolve, 2000, false));
    const ends = await Promise.race([ended, late]);
    return { received, open, ends };
  } finally {
    run.kill('SIGKILL');
    await close();
  }
}

test.skipIf(!isAvailable('deno'))(
  'axios on Deno with the adapter fetch closes the connection of a mutation without a response',
  async () => {
    expect(await letTimeOut('fetch', 'stalled', 1)).toEqual({ received: 1, open: 0, ends: true });
  },
);

// Plain axios does the same. If this fails, axios has fixed it, and the contract's group `limits` can run there.
test.skipIf(!isAvailable('deno'))(
  'axios on Deno with the adapter fetch leaves connections of endless responses open',
  async () => {
    const { received, open, ends } = await letTimeOut('fetch', 'trickling', 40);
    expect([received, open > 0, ends]).toEqual([40, true, false]);
  },
);

// Deno's `node:http` does this without axios too: it sends a request that is destroyed on a reused connection
// again, on a connection that cannot be closed. If this fails, Deno has fixed it.
test.skipIf(!isAvailable('deno'))(
  'axios on Deno does not support the adapter http: Deno sends an aborted request again and does not end',
  async () => {
    expect(await letTimeOut('http', 'stalled', 1)).toEqual({ received: 2, open: 1, ends: false });
    recordResult({
      package: 'axios',
      subject: `axios ${versionOf('axios', import.meta.url)}, http`,
      runtime: 'deno',
      passed: 0,
      of: 0,
      unsupported: ['the adapter http: an aborted request is sent again, even a mutation'],
    });
  },
);
