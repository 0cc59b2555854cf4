import { type Behaviour, good, goodData, mutation, query } from '../behaviour.ts';
import { has, holds, same } from '../expect.ts';
import type { Step } from '../script.ts';

const soon = { 'retry-after': '0' };

/** What is sent how often, with three retries. */
const rows: readonly (readonly [name: string, step: Step, queries: number, mutations: number])[] = [
  ['429', { status: 429 }, 4, 4],
  ['502', { status: 502 }, 4, 1],
  ['503', { status: 503 }, 4, 1],
  ['503 with Retry-After', { status: 503, headers: soon }, 4, 4],
  ['504', { status: 504 }, 4, 1],
  ['502 with Retry-After', { status: 502, headers: soon }, 4, 1],
  ['a connection that is cut', { how: 'cut' }, 4, 1],
  ['an answer that is cut', { how: 'cut_body' }, 4, 1],
  ['400', { status: 400 }, 1, 1],
  ['401', { status: 401 }, 1, 1],
  ['403', { status: 403 }, 1, 1],
  ['404', { status: 404 }, 1, 1],
  ['408', { status: 408 }, 1, 1],
  ['500', { status: 500 }, 1, 1],
  ['errors in a 200', { body: '{"errors":[{"message":"M"}]}' }, 1, 1],
  ['a page', { body: '<html>' }, 1, 1],
];

export const retries: readonly Behaviour[] = [
  ...rows.map(
    ([name, step, queries, mutations]): Behaviour => ({
      name: `${name}: a query is sent ${queries} times, a mutation ${mutations}`,
      async run({ serve, make, failure, arrived }) {
        for (const [document, times] of [
          [query, queries],
          [mutation, mutations],
        ] as const) {
          await serve(step);
          await failure(() => make().query(document));
          same((await arrived()).length, times, `How often ${document.slice(0, 8)} was sent`);
          await serve(step);
          await failure(() => make({ retries: 0 }).query(document));
          same((await arrived()).length, 1, 'How often it was sent without retries');
        }
      },
    }),
  ),
  {
    name: 'a good answer after a bad one is taken',
    async run({ serve, make, value, arrived }) {
      await serve({ status: 503 }, { how: 'cut' }, { status: 504, body: '<html>' }, good);
      same(await value(make().query(query)), goodData);
      same((await arrived()).length, 4, 'The number of requests');
    },
  },
  {
    name: 'outside of GraphQL, GET and HEAD are queries, and nothing else is',
    async run({ serve, make, failure, arrived, at }) {
      const times = { GET: 4, HEAD: 4, POST: 1, PUT: 1, DELETE: 1 };
      for (const [method, expected] of Object.entries(times)) {
        await serve({ status: 502 });
        const body = method === 'POST' || method === 'PUT' ? { body: JSON.stringify({ query }) } : {};
        await failure(() => make().send(method, at('plain', '/x'), body));
        same((await arrived()).length, expected, `How often ${method} was sent`);
      }
    },
  },
  {
    name: 'what was never sent is sent again, a mutation too',
    async run({ make, failure, nobody }) {
      let waits = 0;
      const random = () => {
        waits += 1;
        return 0;
      };
      await failure(() => make({ endpoint: nobody, random }).query(mutation));
      same(waits, 3, 'The number of waits');
    },
  },
  {
    name: 'Retry-After is waited for, in seconds',
    async run({ serve, make, value }) {
      await serve({ status: 429, headers: { 'retry-after': '1' } }, good);
      const started = performance.now();
      await value(make().query(mutation));
      holds(performance.now() - started >= 990, 'It must wait for a second.');
    },
  },
  {
    name: 'Retry-After is waited for, as a date',
    async run({ serve, make, value }) {
      const wall = Date.UTC(2026, 0, 1, 12, 0, 0, 500);
      const clock = { wall: () => wall, monotonic: () => performance.now() };
      await serve({ status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 12:00:01 GMT' } }, good);
      const started = performance.now();
      await value(make({ clock }).query(mutation));
      holds(performance.now() - started >= 490, 'It must wait until then.');
    },
  },
  {
    name: 'a Retry-After over the cap, or past the end of the call, is not waited for',
    async run({ serve, make, failure, arrived }) {
      const limits = [{ maxRetryAfterSeconds: 2 }, { totalTimeoutMs: 2500 }, {}];
      for (const [index, seconds] of [3, 3, 61].entries()) {
        await serve({ status: 429, headers: { 'retry-after': String(seconds) } });
        const started = performance.now();
        has(await failure(() => make(limits[index]).query(query)), {
          code: 'too_many_requests',
          retryAfterSeconds: seconds,
        });
        holds(performance.now() - started < 2000, 'It must not wait.');
        same((await arrived()).length, 1, 'The number of requests');
      }
    },
  },
];
