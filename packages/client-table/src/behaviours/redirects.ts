import { type Behaviour, foreignAddresses, good, goodData, query } from '../behaviour.ts';
import { has, same } from '../expect.ts';

const NOT_FOLLOWED = { name: 'LynkBadResponseError', code: 'bad_response', problem: 'redirect' };

export const redirects: readonly Behaviour[] = [
  ...[301, 302, 303, 307, 308].map(
    (status): Behaviour => ({
      name: `${status} to another origin is not followed, however it is written`,
      async run(fixture) {
        const client = fixture.make();
        const addresses = Object.entries(foreignAddresses(fixture));
        // These are not followed wherever they lead.
        const some = status < 304 ? addresses.slice(0, 3) : addresses;
        for (const [name, location] of some) {
          // A header holds no more than Latin-1; the URL's own form is what a server would send.
          const header = /[^\t\x20-\x7e]/.test(location) ? encodeURI(location) : location;
          await fixture.serve({ status, headers: { location: header } }, good);
          const error = await fixture
            .failure(() => client.query(query))
            .catch((problem) => {
              throw new Error(`${name}: ${problem.message}`);
            });
          has(error, { ...NOT_FOLLOWED, status });
          same((await fixture.arrived()).length, 1, `The number of requests, with ${name}`);
        }
      },
    }),
  ),
  ...[301, 302, 303].map(
    (status): Behaviour => ({
      name: `${status} to the same origin is not followed`,
      async run({ serve, make, failure, arrived, at }) {
        await serve({ status, headers: { location: at('plain', '/elsewhere') } }, good);
        has(await failure(() => make().query(query)), { ...NOT_FOLLOWED, status });
        has(
          await failure(() => make().send('GET', at('plain', '/file'))).catch(() => ({ code: 'followed' })),
          {
            code: 'followed',
          },
        );
        same((await arrived()).length, 2, 'The number of requests');
      },
    }),
  ),
  ...[307, 308].map(
    (status): Behaviour => ({
      name: `${status} to the same origin is followed, with its method and body, at most three times`,
      async run({ serve, make, value, failure, arrived, at, token }) {
        const hop = (location: string) => ({ status, headers: { location } });
        const path = new URL(at('plain', '/two')).pathname;
        await serve(hop(at('plain', '/one')), hop(path), hop('three?x=1#y'), good);
        same(await value(make().query(query)), goodData);
        const requests = await arrived();
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
        has(await failure(() => make().query(query)), { ...NOT_FOLLOWED, status });
        same((await arrived()).length, 4, 'The number of requests in a loop');
      },
    }),
  ),
  {
    name: 'a redirect that leads nowhere is an error',
    async run({ serve, make, failure, arrived }) {
      await serve({ status: 307 });
      has(await failure(() => make().query(query)), { ...NOT_FOLLOWED, status: 307 });
      await serve({ status: 308, headers: { location: 'http://[' } });
      has(await failure(() => make().query(query)), { ...NOT_FOLLOWED, status: 308 });
      same((await arrived()).length, 1, 'The number of requests');
    },
  },
];
