import { type Behaviour, good, goodData, mutation, query } from '../behaviour.ts';
import { has, same } from '../expect.ts';

const DAY = 86_400_000;

export const tokens: readonly Behaviour[] = [
  {
    name: 'a token that was replaced at its source is picked up after one 401, for mutations too',
    async run({ serve, make, value, arrived, token, newer }) {
      for (const document of [query, mutation]) {
        let reads = 0;
        const source = async () => {
          reads += 1;
          return reads === 1 ? token : newer;
        };
        await serve({ ...good, onlyFor: newer });
        const client = make({ token: source });
        same(await value(client.query(document)), goodData);
        same(
          (await arrived()).map(({ authorization }) => authorization),
          [[`Bearer ${token}`], [`Bearer ${newer}`]],
        );
        await value(client.query(document));
        same([(await arrived()).length, reads], [3, 2], 'The numbers of requests and reads');
      }
    },
  },
  {
    name: 'a hundred callers with a stale token: one read of the source, one replay each',
    async run({ serve, make, value, arrived, token, newer }) {
      let reads = 0;
      const source = async () => {
        reads += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return reads === 1 ? token : newer;
      };
      await serve({ ...good, onlyFor: newer });
      const client = make({ token: source });
      const answers = await Promise.all(Array.from({ length: 100 }, () => client.query(query)));
      same(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
      await value(Promise.resolve(answers[99]));
      const sent = (await arrived()).map(({ authorization }) => authorization[0] === `Bearer ${newer}`);
      same(
        [reads, sent.length, sent.filter((isNewer) => isNewer).length],
        [2, 200, 100],
        'Reads, requests, replays',
      );
    },
  },
  {
    name: 'a 401 is never tried again with the same token',
    async run({ serve, make, failure, arrived, token }) {
      let reads = 0;
      const source = () => {
        reads += 1;
        return token;
      };
      for (const input of [token, source]) {
        await serve({ status: 401 });
        has(await failure(() => make({ token: input }).query(query)), { code: 'unauthorized' });
        same((await arrived()).length, 1, 'The number of requests');
      }
      same(reads, 2, 'The number of reads');
    },
  },
  {
    name: 'a newer token that is refused too is not asked for again',
    async run({ serve, make, failure, arrived, token, newer }) {
      const given = [token, newer, token, newer];
      await serve({ status: 401 });
      has(await failure(() => make({ token: () => given.shift() ?? '' }).query(query)), {
        code: 'unauthorized',
      });
      same([(await arrived()).length, given.length], [2, 2], 'The numbers of requests, and of reads left');
    },
  },
  {
    name: 'a source that fails when a newer token is asked for leaves the 401',
    async run({ serve, make, failure, token }) {
      let reads = 0;
      const source = () => {
        reads += 1;
        if (reads > 1) throw new Error(`the vault is down: ${token}`);
        return token;
      };
      await serve({ status: 401 });
      has(await failure(() => make({ token: source }).query(query)), { code: 'unauthorized' });
    },
  },
  {
    name: 'a source that hangs is waited for until the limit',
    async run({ serve, make, failure, arrived }) {
      await serve(good);
      const client = make({ token: () => new Promise<string>(() => undefined), timeoutMs: 100, retries: 0 });
      has(await failure(() => client.query(query)), { code: 'timeout', timeoutMs: 100 });
      same((await arrived()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'who asked is told once a day, from 14 days before the token expires',
    async run({ serve, make, value, failure }) {
      const expiresAt = Date.UTC(2030, 0, 31);
      let now = expiresAt - 20 * DAY;
      const told: unknown[] = [];
      const client = make({
        clock: { wall: () => now, monotonic: () => performance.now() },
        onTokenExpiring(notice) {
          told.push([notice.expiresAt, notice.daysLeft]);
          // Neither is the request's business.
          if (told.length === 1) throw new Error('not now');
          return Promise.reject(new Error('not now'));
        },
      });
      const headers = { 'lynk-token-expires': '2030-01-31T00:00:00.000Z' };
      await serve({ ...good, headers });
      for (const left of [20, 14.01, 14, 13.5, 13.01, 12.9, 12.8, 0.5]) {
        now = expiresAt - left * DAY;
        await value(client.query(query));
        await value(client.query(query));
      }
      same(told, [
        [expiresAt, 14],
        [expiresAt, 12],
        [expiresAt, 0],
      ]);
      for (const value_ of ['soon', '', '2030-01-31', 'Thu, 31 Jan 2030 00:00:00 GMT']) {
        await serve({ ...good, headers: { 'lynk-token-expires': value_ } });
        await value(client.query(query));
      }
      same(told.length, 3, 'The number of notices');
      now = expiresAt + DAY;
      await serve({ status: 404, headers });
      await failure(() => client.query(query));
      same(told.length, 4, 'The number of notices');
    },
  },
];
