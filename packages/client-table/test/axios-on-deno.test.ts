import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { findRuntime, listen, recordResult, versionOf } from '@lynk-auth/runtimes';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('./children/give-up.mjs', import.meta.url));
const token = tokenCorpus.issued[0]?.token ?? '';

/** How mutations that are given up are answered: not at all, or without an end. */
type Given = 'stalled' | 'trickling';

interface Seen {
  readonly arrived: number;
  /** How many are open when the program is done. */
  readonly open: number;
  /** Whether it then ends by itself. */
  readonly ends: boolean;
}

/** Gives mutations up, on Deno. */
async function giveUp(adapter: 'http' | 'fetch', given: Given, times: number): Promise<Seen> {
  let arrived = 0;
  let open = 0;
  const { port, close } = await listen(
    createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      if (body.includes('answered')) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"a":1}}');
        return;
      }
      arrived += 1;
      open += 1;
      const timer = setInterval(() => given === 'trickling' && response.write(' '), 5);
      response.on('close', () => {
        open -= 1;
        clearInterval(timer);
      });
    }),
  );
  const endpoint = `http://127.0.0.1:${port}/lynkapi`;
  const args = ['run', '--allow-all', '--quiet', child, adapter, endpoint, token, given, String(times)];
  const run = spawn(findRuntime('deno'), args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(run, 'close').then(() => true);
  try {
    await Promise.race([once(run.stdout, 'data'), ended]);
    const late = new Promise<false>((resolve) => setTimeout(resolve, 2000, false));
    const ends = await Promise.race([ended, late]);
    return { arrived, open, ends };
  } finally {
    run.kill('SIGKILL');
    await close();
  }
}

test('axios on Deno, with the adapter fetch: a mutation that never was answered is given up', async () => {
  expect(await giveUp('fetch', 'stalled', 1)).toEqual({ arrived: 1, open: 0, ends: true });
});

// Of axios alone too: not every answer that still comes is let go of. Where this fails, it was mended, and the
// group `limits` of the table can be run there.
test('axios on Deno, with the adapter fetch, leaves answers that are given up open', async () => {
  const { arrived, open, ends } = await giveUp('fetch', 'trickling', 40);
  expect([arrived, open > 0, ends]).toEqual([40, true, false]);
});

// Of Deno's `node:http`, without axios too: a request destroyed on a connection that was used before is sent
// again by Deno itself, on a connection that nobody can close. Where this fails, Deno has mended it.
test('axios on Deno cannot have the adapter http: Deno sends what was given up again, and does not end', async () => {
  expect(await giveUp('http', 'stalled', 1)).toEqual({ arrived: 2, open: 1, ends: false });
  recordResult({
    package: 'axios',
    subject: `axios ${versionOf('axios', import.meta.url)}, http`,
    runtime: 'deno',
    passed: 0,
    of: 0,
    unsupported: ['the adapter http: a request that is given up is sent again, a mutation too'],
  });
});
