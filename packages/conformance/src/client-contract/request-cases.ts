import { LynkTokenError, lynk } from '@lynk-auth/core';
import type { Behavior } from './client-case.ts';
import { has, holds, same } from './expectations.ts';
import { foreignAddresses } from './foreign-addresses.ts';
import { good, goodData, mutation, query } from './operations.ts';

const ENDPOINT_ERROR = { name: 'LynkConfigurationError', code: 'configuration' };

export const requests: readonly Behavior[] = [
  {
    name: 'sends a query with the token and resolves to its data',
    async run({ serve, createClient, resultOf, received, token }) {
      await serve(good);
      same(await resultOf(createClient().query(query)), goodData);
      const [request, ...more] = await received();
      same(more.length, 0);
      same(request?.method, 'POST');
      same(request?.path, '/lynkapi');
      same(request?.authorization, [`Bearer ${token}`], 'Authorization');
      holds(/^application\/json/.test(request?.contentType ?? ''), 'It must be sent as JSON.');
      same(JSON.parse(request?.body ?? '').query, query);
    },
  },
  {
    name: 'sends the token to any other path of the origin, and the response does not expose it',
    async run({ serve, createClient, resultOf, received, at, token }) {
      await serve({ body: '{"status":"ok"}' });
      await resultOf(createClient().send('GET', at('plain', '/healthz')));
      const [request] = await received();
      same([request?.method, request?.path], ['GET', '/healthz']);
      same(request?.authorization, [`Bearer ${token}`], 'Authorization');
    },
  },
  {
    name: 'replaces the Authorization header of a call',
    async run({ serve, createClient, resultOf, received, at, token }) {
      await serve({ body: '{}' });
      await resultOf(
        createClient().send('POST', at('plain', '/x'), {
          headers: { authorization: 'Basic dXNlcjpwYXNz' },
          body: '{}',
        }),
      );
      same((await received())[0]?.authorization, [`Bearer ${token}`], 'Authorization');
    },
  },
  {
    name: 'rejects an address of another origin, however it is written',
    async run(fixture) {
      await fixture.serve(good);
      const client = fixture.createClient();
      for (const [name, address] of Object.entries(foreignAddresses(fixture))) {
        // A relative address stays within the origin, unless it only looks relative.
        const error = await fixture
          .failureOf(() => client.send('GET', address))
          .catch((problem) => {
            throw new Error(`${name}: ${problem.message}`);
          });
        const isRelative = /^[/\\]/.test(address);
        if (!isRelative || error['code'] !== 'http') has(error, { code: 'origin' });
      }
      same((await fixture.received()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'rejects a baseURL of another origin',
    async run({ serve, createClient, failureOf, received, origins, at }) {
      await serve(good);
      for (const baseURL of [origins.other, at('other'), origins.tls]) {
        has(await failureOf(() => createClient().send('GET', '/x', { baseURL })), { code: 'origin' });
      }
      same((await received()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'rejects an http endpoint at creation, except on loopback and with allowInsecureTransport',
    async run({ createClient, failureOf }) {
      const endpoint = 'http://api.example.com/lynkapi';
      has(await failureOf(() => createClient({ endpoint })), ENDPOINT_ERROR);
      for (const bad of [
        'http://10.0.0.1/',
        'http://127.0.0.1.example.com/',
        'ftp://127.0.0.1/',
        '/lynkapi',
      ]) {
        has(await failureOf(() => createClient({ endpoint: bad })), ENDPOINT_ERROR);
      }
      createClient({ endpoint: 'http://localhost:1/' });
      createClient({ endpoint, [Symbol.for('lynk-auth.allowInsecureTransport')]: true });
    },
  },
  {
    name: 'rejects an unknown or an invalid option at creation',
    async run({ createClient, failureOf }) {
      const wrong = [
        { retry: 3 },
        { retries: -1 },
        { timeoutMs: 0 },
        { totalTimeoutMs: '1' },
        { clock: {} },
        { maxResponseBytes: 0 },
      ];
      for (const options of wrong)
        has(await failureOf(() => createClient(options as object)), ENDPOINT_ERROR);
    },
  },
  {
    name: 'rejects an invalid token before any request, with the reason and without its value',
    async run({ serve, createClient, failureOf, received, token }) {
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
          // A string is rejected at creation, the result of a function at the first call.
          const error = await failureOf(() => createClient({ token: input }).query(query));
          has(error, { code: 'token_rejected', reason });
        }
      }
      has(
        await failureOf(() =>
          createClient({ token: async () => Promise.reject(new Error(token)) }).query(query),
        ),
        {
          code: 'network',
          sent: false,
        },
      );
      same((await received()).length, 0, 'The number of requests');
      holds(new LynkTokenError('missing', '').reason === 'missing', lynk.brand);
    },
  },
  {
    name: 'sends a mutation once',
    async run({ serve, createClient, resultOf, received }) {
      await serve(good);
      await resultOf(createClient().query(mutation));
      same((await received()).length, 1, 'The number of requests');
    },
  },
];

export const tls: readonly Behavior[] = [
  {
    name: 'TLS: accepts a trusted certificate',
    async run({ serve, createClient, resultOf, received, at, token }) {
      await serve(good);
      same(await resultOf(createClient({ endpoint: at('tls') }).query(query)), goodData);
      const [request] = await received();
      same([request?.origin, request?.authorization], ['tls', [`Bearer ${token}`]], 'The request');
    },
  },
  {
    name: 'TLS: sends no token on a redirect to plain http',
    async run({ serve, createClient, failureOf, received, at }) {
      await serve({ status: 307, headers: { location: at('plain') } }, good);
      has(await failureOf(() => createClient({ endpoint: at('tls') }).query(query)), {
        code: 'bad_response',
        problem: 'redirect',
      });
      same((await received()).length, 1, 'The number of requests');
    },
  },
];
