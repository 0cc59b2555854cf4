import { LynkTokenError, lynk } from '@lynk-auth/core';
import { type Behaviour, foreignAddresses, good, goodData, mutation, query } from '../behaviour.ts';
import { has, holds, same } from '../expect.ts';

const ENDPOINT_ERROR = { name: 'LynkConfigurationError', code: 'configuration' };

export const requests: readonly Behaviour[] = [
  {
    name: 'a query arrives as the contract says, with the token, and gives its data',
    async run({ serve, make, value, arrived, token }) {
      await serve(good);
      same(await value(make().query(query)), goodData);
      const [request, ...more] = await arrived();
      same(more.length, 0);
      same(request?.method, 'POST');
      same(request?.path, '/lynkapi');
      same(request?.authorization, [`Bearer ${token}`], 'Authorization');
      holds(/^application\/json/.test(request?.contentType ?? ''), 'It must be sent as JSON.');
      same(JSON.parse(request?.body ?? '').query, query);
    },
  },
  {
    name: 'another path of the origin gets the token too, and the answer shows none of it',
    async run({ serve, make, value, arrived, at, token }) {
      await serve({ body: '{"status":"ok"}' });
      await value(make().send('GET', at('plain', '/healthz')));
      const [request] = await arrived();
      same([request?.method, request?.path], ['GET', '/healthz']);
      same(request?.authorization, [`Bearer ${token}`], 'Authorization');
    },
  },
  {
    name: 'an Authorization of the caller gives way',
    async run({ serve, make, value, arrived, at, token }) {
      await serve({ body: '{}' });
      await value(make().send('POST', at('plain', '/x'), { body: '{}' }));
      same((await arrived())[0]?.authorization, [`Bearer ${token}`], 'Authorization');
    },
  },
  {
    name: 'no address of another origin is called, however it is written',
    async run(fixture) {
      await fixture.serve(good);
      const client = fixture.make();
      for (const [name, address] of Object.entries(foreignAddresses(fixture))) {
        // What is relative stays with the origin, unless it only looks so.
        const error = await fixture
          .failure(() => client.send('GET', address))
          .catch((problem) => {
            throw new Error(`${name}: ${problem.message}`);
          });
        const isRelative = /^[/\\]/.test(address);
        if (!isRelative || error['code'] !== 'http') has(error, { code: 'origin' });
      }
      same((await fixture.arrived()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'a baseURL of the call does not lead elsewhere',
    async run({ serve, make, failure, arrived, origins, at }) {
      await serve(good);
      for (const baseURL of [origins.other, at('other'), origins.tls]) {
        has(await failure(() => make().send('GET', '/x', { baseURL })), { code: 'origin' });
      }
      same((await arrived()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'plain http is refused when the client is made, but for this machine and by the symbol',
    async run({ make, failure }) {
      const endpoint = 'http://api.example.com/lynkapi';
      has(await failure(() => make({ endpoint })), ENDPOINT_ERROR);
      for (const bad of [
        'http://10.0.0.1/',
        'http://127.0.0.1.example.com/',
        'ftp://127.0.0.1/',
        '/lynkapi',
      ]) {
        has(await failure(() => make({ endpoint: bad })), ENDPOINT_ERROR);
      }
      make({ endpoint: 'http://localhost:1/' });
      make({ endpoint, [Symbol.for('lynk-auth.allowInsecureTransport')]: true });
    },
  },
  {
    name: 'a misspelt or a wrong option is refused when the client is made',
    async run({ make, failure }) {
      const wrong = [
        { retry: 3 },
        { retries: -1 },
        { timeoutMs: 0 },
        { totalTimeoutMs: '1' },
        { clock: {} },
        { maxResponseBytes: 0 },
      ];
      for (const options of wrong) has(await failure(() => make(options as object)), ENDPOINT_ERROR);
    },
  },
  {
    name: 'what is no token is refused before any request, with a sentence and without its text',
    async run({ serve, make, failure, arrived, token }) {
      await serve(good);
      const vendor = `ghp_${token.slice(-36)}`;
      const inputs = {
        unexpanded_variable: '$INTERLYNK_SECURITY_TOKEN',
        placeholder: 'lynk_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
        masked: `${token.slice(0, -12)}**********`,
        surrounding_whitespace: `${token} `,
        includes_scheme: `Bearer ${token}`,
        other_vendor: vendor,
        missing: '',
      };
      for (const [reason, text] of Object.entries(inputs)) {
        for (const input of [text, () => text, async () => text]) {
          // At once for a text; with the first call for a function.
          const error = await failure(() => make({ token: input }).query(query));
          has(error, { code: 'token_rejected', reason });
        }
      }
      has(await failure(() => make({ token: async () => Promise.reject(new Error(token)) }).query(query)), {
        code: 'network',
        sent: false,
      });
      same((await arrived()).length, 0, 'The number of requests');
      holds(new LynkTokenError('missing', '').reason === 'missing', lynk.brand);
    },
  },
  {
    name: 'a mutation is sent once where it is answered',
    async run({ serve, make, value, arrived }) {
      await serve(good);
      await value(make().query(mutation));
      same((await arrived()).length, 1, 'The number of requests');
    },
  },
];

export const tls: readonly Behaviour[] = [
  {
    name: 'TLS: a certificate that is known is taken',
    async run({ serve, make, value, arrived, at, token }) {
      await serve(good);
      same(await value(make({ endpoint: at('tls') }).query(query)), goodData);
      const [request] = await arrived();
      same([request?.origin, request?.authorization], ['tls', [`Bearer ${token}`]], 'The request');
    },
  },
  {
    name: 'TLS: a redirect to plain http gets no token',
    async run({ serve, make, failure, arrived, at }) {
      await serve({ status: 307, headers: { location: at('plain') } }, good);
      has(await failure(() => make({ endpoint: at('tls') }).query(query)), {
        code: 'bad_response',
        problem: 'redirect',
      });
      same((await arrived()).length, 1, 'The number of requests');
    },
  },
];
