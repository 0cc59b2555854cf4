import type { Behavior } from './client-case.ts';
import { has, same } from './expectations.ts';
import { good, goodData, mutation, query } from './operations.ts';

const DAY = 86_400_000;

export const tokens: readonly Behavior[] = [
  {
    name: 'picks up a rotated token after one 401, for queries and mutations',
    async run({ serve, createClient, resultOf, received, token, newerToken }) {
      for (const document of [query, mutation]) {
        let reads = 0;
        const provider = async () => {
          reads += 1;
          return reads === 1 ? token : newerToken;
        };
        await serve({ ...good, onlyFor: newerToken });
        const client = createClient({ token: provider });
        same(await resultOf(client.query(document)), goodData);
        same(
          (await received()).map(({ authorization }) => authorization),
          [[`Bearer ${token}`], [`Bearer ${newerToken}`]],
        );
        await resultOf(client.query(document));
        same([(await received()).length, reads], [3, 2], 'The numbers of requests and reads');
      }
    },
  },
  {
    name: 'reads the provider once for a hundred callers with a stale token, and replays each call once',
    async run({ serve, createClient, resultOf, received, token, newerToken }) {
      let reads = 0;
      const provider = async () => {
        reads += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return reads === 1 ? token : newerToken;
      };
      await serve({ ...good, onlyFor: newerToken });
      const client = createClient({ token: provider });
      const results = await Promise.all(Array.from({ length: 100 }, () => client.query(query)));
      same(new Set(results.map((result) => JSON.stringify(result))).size, 1);
      await resultOf(Promise.resolve(results[99]));
      const sent = (await received()).map(({ authorization }) => authorization[0] === `Bearer ${newerToken}`);
      same(
        [reads, sent.length, sent.filter((isNewer) => isNewer).length],
        [2, 200, 100],
        'Reads, requests, replays',
      );
    },
  },
  {
    name: 'never retries a 401 with the same token',
    async run({ serve, createClient, failureOf, received, token }) {
      let reads = 0;
      const provider = () => {
        reads += 1;
        return token;
      };
      for (const input of [token, provider]) {
        await serve({ status: 401 });
        has(await failureOf(() => createClient({ token: input }).query(query)), { code: 'unauthorized' });
        same((await received()).length, 1, 'The number of requests');
      }
      same(reads, 2, 'The number of reads');
    },
  },
  {
    name: 'does not read the provider again if the newer token is rejected too',
    async run({ serve, createClient, failureOf, received, token, newerToken }) {
      const provided = [token, newerToken, token, newerToken];
      await serve({ status: 401 });
      has(await failureOf(() => createClient({ token: () => provided.shift() ?? '' }).query(query)), {
        code: 'unauthorized',
      });
      same(
        [(await received()).length, provided.length],
        [2, 2],
        'The numbers of requests, and of reads left',
      );
    },
  },
  {
    name: 'keeps the 401 if the provider fails to return a newer token',
    async run({ serve, createClient, failureOf, token }) {
      let reads = 0;
      const provider = () => {
        reads += 1;
        if (reads > 1) throw new Error(`the vault is down: ${token}`);
        return token;
      };
      await serve({ status: 401 });
      has(await failureOf(() => createClient({ token: provider }).query(query)), { code: 'unauthorized' });
    },
  },
  {
    name: 'times out a provider that hangs',
    async run({ serve, createClient, failureOf, received }) {
      await serve(good);
      const client = createClient({
        token: () => new Promise<string>(() => undefined),
        timeoutMs: 100,
        retries: 0,
      });
      has(await failureOf(() => client.query(query)), { code: 'timeout', timeoutMs: 100 });
      same((await received()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'calls onTokenExpiring once a day from 14 days before the token expires',
    async run({ serve, createClient, resultOf, failureOf }) {
      const expiresAt = Date.UTC(2030, 0, 31);
      let now = expiresAt - 20 * DAY;
      const notices: unknown[] = [];
      const client = createClient({
        clock: { wall: () => now, monotonic: () => performance.now() },
        onTokenExpiring(notice) {
          notices.push([notice.expiresAt, notice.daysLeft]);
          // Neither a throw nor a rejection affects the request.
          if (notices.length === 1) throw new Error('not now');
          return Promise.reject(new Error('not now'));
        },
      });
      const headers = { 'lynk-token-expires': '2030-01-31T00:00:00.000Z' };
      await serve({ ...good, headers });
      for (const left of [20, 14.01, 14, 13.5, 13.01, 12.9, 12.8, 0.5]) {
        now = expiresAt - left * DAY;
        await resultOf(client.query(query));
        await resultOf(client.query(query));
      }
      same(notices, [
        [expiresAt, 14],
        [expiresAt, 12],
        [expiresAt, 0],
      ]);
      for (const expires of ['soon', '', '2030-01-31', 'Thu, 31 Jan 2030 00:00:00 GMT']) {
        await serve({ ...good, headers: { 'lynk-token-expires': expires } });
        await resultOf(client.query(query));
      }
      same(notices.length, 3, 'The number of notices');
      now = expiresAt + DAY;
      await serve({ status: 404, headers });
      await failureOf(() => client.query(query));
      same(notices.length, 4, 'The number of notices');
    },
  },
];
