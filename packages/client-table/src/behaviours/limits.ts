import { type Behaviour, good, mutation, query } from '../behaviour.ts';
import { has, holds, same } from '../expect.ts';
import type { Fixture } from '../fixture.ts';
import type { Step } from '../script.ts';

/** Asks until all connections of the case are closed. */
async function closed(fixture: Fixture): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    if ((await fixture.arrived()).every((request) => request.closed)) return;
    await pause(10);
  }
  throw new Error('A connection was left open.');
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Sent {
  readonly fixture: Fixture;
  readonly step: Step;
  readonly document: string;
  readonly times: number;
}

/**
 * Until the limit of a try a document is tried so many times, and the connections are closed. A busy machine may not
 * get a try on its way within the first limit: only for that is there a second one.
 */
async function timesOut({ fixture, step, document, times }: Sent): Promise<void> {
  let sent = 0;
  for (const timeoutMs of [300, 5_000]) {
    await fixture.serve(step);
    const client = fixture.make({ timeoutMs, retries: 1 });
    const timeout = { name: 'LynkTimeoutError', code: 'timeout', timeoutMs };
    const started = performance.now();
    has(await fixture.failure(() => client.query(document)), timeout);
    holds(performance.now() - started >= times * (timeoutMs - 10), 'It must use the time of every try.');
    sent = (await fixture.arrived()).length;
    await closed(fixture);
    if (sent >= times) break;
  }
  same(sent, times, `How often ${document.slice(0, 8)} was sent`);
}

const slow = {
  'never answers': { how: 'stall' },
  'never ends': { how: 'stall_body', body: '{"data":' },
  trickles: { how: 'trickle' },
} as const;

export const limits: readonly Behaviour[] = [
  ...Object.entries(slow).flatMap(([name, step]): Behaviour[] => [
    {
      name: `a server that ${name} is waited for until the limit of a try; the connection is closed`,
      async run(fixture) {
        await timesOut({ fixture, step, document: query, times: 2 });
        await timesOut({ fixture, step, document: mutation, times: 1 });
      },
    },
    {
      name: `a server that ${name} is left when the caller aborts; the connection is closed`,
      async run(fixture) {
        await fixture.serve(step);
        const controller = new AbortController();
        const failed = fixture.failure(() => fixture.make().query(query, { signal: controller.signal }));
        while ((await fixture.arrived()).length === 0) await pause(5);
        controller.abort(new Error('enough'));
        has(await failed, { name: 'LynkAbortedError', code: 'aborted' });
        same((await fixture.arrived()).length, 1, 'The number of requests');
        await closed(fixture);
      },
    },
    {
      name: `a server that ${name} is left on other paths too`,
      async run(fixture) {
        await fixture.serve(step);
        const client = fixture.make({ timeoutMs: 300, retries: 0 });
        has(await fixture.failure(() => client.send('GET', fixture.at('plain', '/x'))), {
          code: 'timeout',
          timeoutMs: 300,
        });
        await closed(fixture);
      },
    },
  ]),
  {
    name: 'all tries together end at the limit of the call',
    async run(fixture) {
      await fixture.serve({ how: 'stall' });
      const client = fixture.make({ timeoutMs: 200, totalTimeoutMs: 500, retries: 100 });
      const started = performance.now();
      has(await fixture.failure(() => client.query(query)), { code: 'timeout', timeoutMs: 500 });
      const took = performance.now() - started;
      holds(took >= 490, 'It must use its time.');
      holds((await fixture.arrived()).length >= 2, 'It must try more than once.');
    },
  },
  {
    name: 'a call that is aborted before it begins sends nothing',
    async run({ serve, make, failure, arrived, at }) {
      await serve(good);
      const signal = AbortSignal.abort();
      for (const call of [
        () => make().query(query, { signal }),
        () => make().send('GET', at('plain', '/x'), { signal }),
      ]) {
        const { code } = await failure(call);
        // axios does not get as far as its adapter.
        holds(code === 'aborted' || code === 'ERR_CANCELED', 'It must say that it was aborted.');
      }
      same((await arrived()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'a call that waits for its next try can be aborted',
    async run(fixture) {
      await fixture.serve({ status: 429, headers: { 'retry-after': '30' } });
      const controller = new AbortController();
      const failed = fixture.failure(() => fixture.make().query(query, { signal: controller.signal }));
      while ((await fixture.arrived()).length === 0) await pause(5);
      await pause(50);
      controller.abort();
      has(await failed, { code: 'aborted' });
    },
  },
  ...(['flood', 'gzip_flood'] as const).map(
    (how): Behaviour => ({
      name: `of a gigabyte no more is read than the limit (${how})`,
      async run(fixture) {
        for (const maxResponseBytes of [1000, 5_000_000]) {
          const client = fixture.make({ maxResponseBytes });
          await fixture.serve({ how });
          has(await fixture.failure(() => client.query(query)), {
            code: 'bad_response',
            problem: 'too_large',
          });
          await closed(fixture);
          await fixture.serve({ how, headers: { 'content-type': 'text/plain' } });
          has(await fixture.failure(() => client.send('GET', fixture.at('plain', '/x'))), {
            code: 'bad_response',
            problem: 'too_large',
          });
          await closed(fixture);
          const [request, ...more] = await fixture.arrived();
          same(more.length, 0);
          // A packed one is small on the way: what is packed at once is much.
          if (how === 'flood')
            holds((request?.sent ?? 0) < maxResponseBytes + 32 * 2 ** 20, 'It must stop reading.');
          else holds((request?.sent ?? 0) < 2 ** 30, 'It must stop reading.');
        }
      },
    }),
  ),
  {
    name: 'an error with a gigabyte is that error',
    async run(fixture) {
      await fixture.serve({ how: 'flood', status: 401 });
      const client = fixture.make({ maxResponseBytes: 100_000 });
      has(await fixture.failure(() => client.query(query)), { code: 'unauthorized' });
      await closed(fixture);
    },
  },
  {
    name: 'an answer just within the limit is taken',
    async run({ serve, make, value, failure }) {
      const body = good.body.padEnd(10_000);
      await serve({ body });
      await value(make({ maxResponseBytes: 10_000 }).query(query));
      has(await failure(() => make({ maxResponseBytes: 9_999 }).query(query)), { problem: 'too_large' });
    },
  },
];
