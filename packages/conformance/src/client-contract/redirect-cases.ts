import type { Behavior } from './client-case.ts';
import { has, same } from './expectations.ts';
import { foreignAddresses } from './foreign-addresses.ts';
import { good, goodData, query } from './operations.ts';

const NOT_FOLLOWED = { name: 'LynkBadResponseError', code: 'bad_response', problem: 'redirect' };

export const redirects: readonly Behavior[] = [
  ...[301, 302, 303, 307, 308].map(
    (status): Behavior => ({
      name: `does not follow a ${status} to another origin, however its address is written`,
      async run(fixture) {
        const client = fixture.createClient();
        const addresses = Object.entries(foreignAddresses(fixture));
        // These are never followed, so a few addresses are enough.
        const some = status < 304 ? addresses.slice(0, 3) : addresses;
        for (const [name, location] of some) {
          // A header contains Latin-1 only; a server sends the encoded form of the URL.
          const header = /[^\t\x20-\x7e]/.test(location) ? encodeURI(location) : location;
          await fixture.serve({ status, headers: { location: header } }, good);
          const error = await fixture
            .failureOf(() => client.query(query))
            .catch((problem) => {
              throw new Error(`${name}: ${problem.message}`);
            });
          has(error, { ...NOT_FOLLOWED, status });
          same((await fixture.received()).length, 1, `The number of requests, with ${name}`);
        }
      },
    }),
  ),
  ...[301, 302, 303].map(
    (status): Behavior => ({
      name: `does not follow a ${status} to the same origin`,
      async run({ serve, createClient, failureOf, received, at }) {
        await serve({ status, headers: { location: at('plain', '/elsewhere') } }, good);
        has(await failureOf(() => createClient().query(query)), { ...NOT_FOLLOWED, status });
        has(
          await failureOf(() => createClient().send('GET', at('plain', '/file'))).catch(() => ({
            code: 'followed',
          })),
          {
            code: 'followed',
          },
        );
        same((await received()).length, 2, 'The number of requests');
      },
    }),
  ),
  ...[307, 308].map(
    (status): Behavior => ({
      name: `follows a ${status} to the same origin with its method and body, at most three times`,
      async run({ serve, createClient, resultOf, failureOf, received, at, token }) {
        const hop = (location: string) => ({ status, headers: { location } });
        const path = new URL(at('plain', '/two')).pathname;
        await serve(hop(at('plain', '/one')), hop(path), hop('three?x=1#y'), good);
        same(await resultOf(createClient().query(query)), goodData);
        const requests = await received();
        same(
          requests.map((request) => request.path),
          ['/lynkapi', '/one', '/two', '/three?x=1'],
        );
        for (const request of requests) {
          same(
            [request.method, request.body, request.authorization],
            ['POST', requests[0]?.body, [`Bearer ${token}`]],
          );
        }
        await serve(hop('/'), good);
        await serve(hop(at('plain', '/again')));
        has(await failureOf(() => createClient().query(query)), { ...NOT_FOLLOWED, status });
        same((await received()).length, 4, 'The number of requests in a loop');
      },
    }),
  ),
  {
    name: 'rejects a redirect with a missing or an invalid address',
    async run({ serve, createClient, failureOf, received }) {
      await serve({ status: 307 });
      has(await failureOf(() => createClient().query(query)), { ...NOT_FOLLOWED, status: 307 });
      await serve({ status: 308, headers: { location: 'http://[' } });
      has(await failureOf(() => createClient().query(query)), { ...NOT_FOLLOWED, status: 308 });
      same((await received()).length, 1, 'The number of requests');
    },
  },
];
