import type { Behavior } from './client-case.ts';
import { has, holds, same } from './expectations.ts';
import { good, goodData, mutation, query } from './operations.ts';
import type { Step } from './script.ts';

const soon = { 'retry-after': '0' };

/** How often each operation is sent, with three retries. */
const rows: readonly (readonly [name: string, step: Step, queries: number, mutations: number])[] = [
  ['429', { status: 429 }, 4, 4],
  ['502', { status: 502 }, 4, 1],
  ['503', { status: 503 }, 4, 1],
  ['503 with Retry-After', { status: 503, headers: soon }, 4, 4],
  ['504', { status: 504 }, 4, 1],
  ['502 with Retry-After', { status: 502, headers: soon }, 4, 1],
  ['a connection that breaks', { how: 'cut' }, 4, 1],
  ['a response that breaks off', { how: 'cut_body' }, 4, 1],
  ['400', { status: 400 }, 1, 1],
  ['401', { status: 401 }, 1, 1],
  ['403', { status: 403 }, 1, 1],
  ['404', { status: 404 }, 1, 1],
  ['408', { status: 408 }, 1, 1],
  ['500', { status: 500 }, 1, 1],
  ['errors in a 200', { body: '{"errors":[{"message":"M"}]}' }, 1, 1],
  ['an HTML page', { body: '<html>' }, 1, 1],
];

export const retries: readonly Behavior[] = [
  ...rows.map(
    ([name, step, queries, mutations]): Behavior => ({
      name: `${name}: sends a query ${queries} times and a mutation ${mutations}`,
      async run({ serve, createClient, failureOf, received }) {
        for (const [document, times] of [
          [query, queries],
          [mutation, mutations],
        ] as const) {
          await serve(step);
          await failureOf(() => createClient().query(document));
          same((await received()).length, times, `How often ${document.slice(0, 8)} was sent`);
          await serve(step);
          await failureOf(() => createClient({ retries: 0 }).query(document));
          same((await received()).length, 1, 'How often it was sent without retries');
        }
      },
    }),
  ),
  {
    name: 'resolves after failed attempts',
    async run({ serve, createClient, resultOf, received }) {
      await serve({ status: 503 }, { how: 'cut' }, { status: 504, body: '<html>' }, good);
      same(await resultOf(createClient().query(query)), goodData);
      same((await received()).length, 4, 'The number of requests');
    },
  },
  {
    name: 'retries no methods but GET and HEAD as queries outside GraphQL',
    async run({ serve, createClient, failureOf, received, at }) {
      const times = { GET: 4, HEAD: 4, POST: 1, PUT: 1, DELETE: 1 };
      for (const [method, expected] of Object.entries(times)) {
        await serve({ status: 502 });
        const body = method === 'POST' || method === 'PUT' ? { body: JSON.stringify({ query }) } : {};
        await failureOf(() => createClient().send(method, at('plain', '/x'), body));
        same((await received()).length, expected, `How often ${method} was sent`);
      }
    },
  },
  {
    name: 'retries a request that was never sent, even a mutation',
    async run({ createClient, failureOf, unreachable }) {
      let waits = 0;
      const random = () => {
        waits += 1;
        return 0;
      };
      await failureOf(() => createClient({ endpoint: unreachable, random }).query(mutation));
      same(waits, 3, 'The number of waits');
    },
  },
  {
    name: 'waits for Retry-After in seconds',
    async run({ serve, createClient, resultOf }) {
      await serve({ status: 429, headers: { 'retry-after': '1' } }, good);
      const started = performance.now();
      await resultOf(createClient().query(mutation));
      holds(performance.now() - started >= 990, 'It must wait for one second.');
    },
  },
  {
    name: 'waits for Retry-After as a date',
    async run({ serve, createClient, resultOf }) {
      const wall = Date.UTC(2026, 0, 1, 12, 0, 0, 500);
      const clock = { wall: () => wall, monotonic: () => performance.now() };
      await serve({ status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 12:00:01 GMT' } }, good);
      const started = performance.now();
      await resultOf(createClient({ clock }).query(mutation));
      holds(performance.now() - started >= 490, 'It must wait until the date.');
    },
  },
  {
    name: 'does not wait for a Retry-After above the cap or past the end of the call',
    async run({ serve, createClient, failureOf, received }) {
      const limits = [{ maxRetryAfterSeconds: 2 }, { totalTimeoutMs: 2500 }, {}];
      for (const [index, seconds] of [3, 3, 61].entries()) {
        await serve({ status: 429, headers: { 'retry-after': String(seconds) } });
        const started = performance.now();
        has(await failureOf(() => createClient(limits[index]).query(query)), {
          code: 'too_many_requests',
          retryAfterSeconds: seconds,
        });
        holds(performance.now() - started < 2000, 'It must not wait.');
        same((await received()).length, 1, 'The number of requests');
      }
    },
  },
];
