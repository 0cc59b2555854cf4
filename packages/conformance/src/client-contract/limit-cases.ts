import type { Behavior } from './client-case.ts';
import { has, holds, same } from './expectations.ts';
import type { Fixture } from './fixture.ts';
import { good, mutation, query } from './operations.ts';
import type { Step } from './script.ts';

/** Waits until all connections of the case are closed. */
async function closed(fixture: Fixture): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if ((await fixture.received()).every((request) => request.closed)) return;
    await pause(10);
  }
  throw new Error('A connection is still open.');
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Creates a signal that counts its listeners, on any runtime. */
function countListeners() {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  Object.assign(signal, {
    addEventListener(...args: Parameters<AbortSignal['addEventListener']>) {
      listeners.add(args[1]);
      addEventListener.apply(signal, args);
    },
    removeEventListener(...args: Parameters<AbortSignal['removeEventListener']>) {
      listeners.delete(args[1]);
      removeEventListener.apply(signal, args);
    },
  });
  return { signal, listeners: () => listeners.size };
}

/** A body of a runtime, or a stream of Node.js. */
type Body = ReadableStream<Uint8Array> | (AsyncIterable<Uint8Array> & { destroy(): void }) | undefined;

async function readAll(body: Body): Promise<void> {
  if (body === undefined) return;
  if (!('getReader' in body)) {
    for await (const _ of body);
    return;
  }
  const reader = body.getReader();
  while (!(await reader.read()).done);
}

async function cancel(body: Body): Promise<void> {
  if (body === undefined) return;
  if ('getReader' in body) await body.cancel();
  else body.destroy();
}

interface TimeoutCase {
  readonly fixture: Fixture;
  readonly step: Step;
  readonly document: string;
  readonly times: number;
}

/**
 * Asserts that a document is sent so many times, each until the time limit of an attempt, and that the connections
 * are closed. On a busy machine an attempt may not be sent within the first limit; the second limit allows for that.
 */
async function assertTimeout({ fixture, step, document, times }: TimeoutCase): Promise<void> {
  let sent = 0;
  for (const timeoutMs of [300, 5_000]) {
    await fixture.serve(step);
    const client = fixture.createClient({ timeoutMs, retries: 1 });
    const timeout = { name: 'LynkTimeoutError', code: 'timeout', timeoutMs };
    const started = performance.now();
    has(await fixture.failureOf(() => client.query(document)), timeout);
    holds(performance.now() - started >= times * (timeoutMs - 10), 'Each attempt must last until its limit.');
    sent = (await fixture.received()).length;
    await closed(fixture);
    if (sent >= times) break;
  }
  same(sent, times, `How often ${document.slice(0, 8)} was sent`);
}

const slow = {
  'never responds': { how: 'stall' },
  'never ends its response': { how: 'stall_body', body: '{"data":' },
  'trickles its response': { how: 'trickle' },
} as const;

export const limits: readonly Behavior[] = [
  ...Object.entries(slow).flatMap(([name, step]): Behavior[] => [
    {
      name: `times out each attempt and closes the connection if the server ${name}`,
      async run(fixture) {
        await assertTimeout({ fixture, step, document: query, times: 2 });
        await assertTimeout({ fixture, step, document: mutation, times: 1 });
      },
    },
    {
      name: `closes the connection on abort if the server ${name}`,
      async run(fixture) {
        await fixture.serve(step);
        const controller = new AbortController();
        const failed = fixture.failureOf(() =>
          fixture.createClient().query(query, { signal: controller.signal }),
        );
        while ((await fixture.received()).length === 0) await pause(5);
        controller.abort(new Error('enough'));
        const error = await failed;
        has(error, { name: 'LynkAbortedError', code: 'aborted', timedOut: false });
        holds(error['cause'] === controller.signal.reason, 'The cause must be the reason of the signal.');
        same((await fixture.received()).length, 1, 'The number of requests');
        await closed(fixture);
      },
    },
    {
      name: `times out on any other path if the server ${name}`,
      async run(fixture) {
        await fixture.serve(step);
        const client = fixture.createClient({ timeoutMs: 300, retries: 0 });
        has(await fixture.failureOf(() => client.send('GET', fixture.at('plain', '/x'))), {
          code: 'timeout',
          timeoutMs: 300,
        });
        await closed(fixture);
      },
    },
  ]),
  {
    name: 'ends all attempts together at totalTimeoutMs',
    async run(fixture) {
      await fixture.serve({ how: 'stall' });
      // The first attempt ends long before the limit of all, also on a machine that stalls.
      const client = fixture.createClient({ timeoutMs: 500, totalTimeoutMs: 800, retries: 100 });
      const started = performance.now();
      has(await fixture.failureOf(() => client.query(query)), { code: 'timeout', timeoutMs: 800 });
      const took = performance.now() - started;
      holds(took >= 790, 'The call must last until its limit.');
      holds((await fixture.received()).length >= 2, 'It must make more than one attempt.');
    },
  },
  {
    name: 'sends nothing if the signal is already aborted',
    async run({ serve, createClient, failureOf, received, at }) {
      await serve(good);
      const signal = AbortSignal.abort();
      for (const call of [
        () => createClient().query(query, { signal }),
        () => createClient().send('GET', at('plain', '/x'), { signal }),
      ]) {
        const { code } = await failureOf(call);
        // axios rejects before it calls its adapter.
        holds(code === 'aborted' || code === 'ERR_CANCELED', 'The error must report the abort.');
      }
      same((await received()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'tells a caller whose signal timed out',
    async run({ serve, createClient, failureOf, received }) {
      await serve({ how: 'stall' });
      const signal = AbortSignal.timeout(100);
      const error = await failureOf(() => createClient().query(query, { signal }));
      has(error, { code: 'aborted', timedOut: true });
      holds(error['cause'] === signal.reason, 'The cause must be the reason of the signal.');
      holds((await received()).length <= 1, 'It must not be retried.');
    },
  },
  {
    name: 'leaves no listener on a signal when the body was read, cancelled or failed',
    async run(fixture) {
      const { serve, createClient, at } = fixture;
      const { signal, listeners } = countListeners();
      const client = createClient({ retries: 0 });
      const open = async (step: Step) => {
        await serve(step);
        return client.stream?.(at('plain', '/x'), { signal });
      };
      await serve(good);
      await client.query(query, { signal });
      await client.send('GET', at('plain', '/x'), { signal });
      await serve({ status: 500 });
      await fixture.failureOf(() => client.query(query, { signal }));
      for (let turn = 0; turn < 3; turn += 1) {
        await readAll(await open(good));
        // Complete, since axios on Bun does not close the connection of a stream that is destroyed before its end.
        await cancel(await open(good));
        await readAll(await open({ how: 'cut_body', body: '{' })).catch(() => undefined);
      }
      for (let turn = 0; turn < 100 && listeners() > 0; turn += 1) await pause(10);
      same(listeners(), 0, 'The number of listeners');
    },
  },
  {
    name: 'ends a stream that is still read when its signal is aborted',
    async run(fixture) {
      const controller = new AbortController();
      await fixture.serve({ how: 'trickle' });
      const client = fixture.createClient();
      const body = await client.stream?.(fixture.at('plain', '/x'), { signal: controller.signal });
      if (body === undefined) return;
      const read = readAll(body).then(
        () => false,
        () => true,
      );
      await pause(20);
      controller.abort();
      holds(await read, 'Reading must fail.');
      await closed(fixture);
    },
  },
  {
    name: 'aborts a call that waits for its next attempt',
    async run(fixture) {
      await fixture.serve({ status: 429, headers: { 'retry-after': '30' } });
      const controller = new AbortController();
      const failed = fixture.failureOf(() =>
        fixture.createClient().query(query, { signal: controller.signal }),
      );
      while ((await fixture.received()).length === 0) await pause(5);
      await pause(50);
      controller.abort();
      has(await failed, { code: 'aborted' });
    },
  },
  ...(['flood', 'gzip_flood'] as const).map(
    (how): Behavior => ({
      name: `stops reading a gigabyte at maxResponseBytes (${how})`,
      async run(fixture) {
        for (const maxResponseBytes of [1000, 5_000_000]) {
          const client = fixture.createClient({ maxResponseBytes });
          await fixture.serve({ how });
          has(await fixture.failureOf(() => client.query(query)), {
            code: 'bad_response',
            problem: 'too_large',
          });
          await closed(fixture);
          await fixture.serve({ how, headers: { 'content-type': 'text/plain' } });
          has(await fixture.failureOf(() => client.send('GET', fixture.at('plain', '/x'))), {
            code: 'bad_response',
            problem: 'too_large',
          });
          await closed(fixture);
          const [request, ...more] = await fixture.received();
          same(more.length, 0);
          // A compressed chunk is small on the wire, so the server compresses far ahead of the client.
          if (how === 'flood')
            holds((request?.sent ?? 0) < maxResponseBytes + 32 * 2 ** 20, 'It must stop reading.');
          else holds((request?.sent ?? 0) < 2 ** 30, 'It must stop reading.');
        }
      },
    }),
  ),
  {
    name: 'rejects with the error of the status if the body is a gigabyte',
    async run(fixture) {
      await fixture.serve({ how: 'flood', status: 401 });
      const client = fixture.createClient({ maxResponseBytes: 100_000 });
      has(await fixture.failureOf(() => client.query(query)), { code: 'unauthorized' });
      await closed(fixture);
    },
  },
  {
    name: 'accepts a response of exactly maxResponseBytes',
    async run({ serve, createClient, resultOf, failureOf }) {
      const body = good.body.padEnd(10_000);
      await serve({ body });
      await resultOf(createClient({ maxResponseBytes: 10_000 }).query(query));
      has(await failureOf(() => createClient({ maxResponseBytes: 9_999 }).query(query)), {
        problem: 'too_large',
      });
    },
  },
];
