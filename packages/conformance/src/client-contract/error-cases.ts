import type { Behavior } from './client-case.ts';
import { has, holds, same } from './expectations.ts';
import { good, query } from './operations.ts';
import type { Step } from './script.ts';

const coded = (code: string, message = 'M') =>
  `{"errors":[{"message":"${message}","extensions":{"code":"${code}"}}]}`;

/** What the server sends, and the error that the call rejects with. */
const failures: Readonly<Record<string, readonly [step: Step, error: Record<string, unknown>]>> = {
  '400': [
    { status: 400, body: coded('BAD_REQUEST') },
    { name: 'LynkBadRequestError', status: 400 },
  ],
  '401': [
    { status: 401, body: coded('UNAUTHORIZED') },
    { name: 'LynkUnauthorizedError', status: 401 },
  ],
  '401 without a body': [{ status: 401 }, { name: 'LynkUnauthorizedError' }],
  '403 with the missing permission': [
    {
      status: 403,
      body: coded('FORBIDDEN'),
      headers: { 'www-authenticate': 'Bearer realm="api", error="insufficient_scope", scope="update_sboms"' },
    },
    { name: 'LynkForbiddenError', status: 403, permissions: ['update_sboms'] },
  ],
  '404': [{ status: 404 }, { name: 'LynkHttpError', status: 404 }],
  '413': [{ status: 413 }, { name: 'LynkHttpError', status: 413 }],
  '429 with Retry-After': [
    { status: 429, headers: { 'retry-after': '7' } },
    { name: 'LynkRateLimitedError', retryAfterSeconds: 7 },
  ],
  '500': [
    { status: 500, body: '<html>' },
    { name: 'LynkHttpError', status: 500 },
  ],
  '503 with Retry-After': [
    { status: 503, headers: { 'retry-after': '8' } },
    { name: 'LynkUnavailableError', retryAfterSeconds: 8 },
  ],
  'a 200 with errors and data': [
    {
      body: '{"data":{"organization":null},"errors":[{"message":"one"},{"message":"two","extensions":{"code":"C"}}]}',
    },
    { name: 'LynkGraphQLError', message: 'one; two', status: 200, data: { organization: null } },
  ],
  'a 200 with errors only': [
    { body: coded('undefinedField', 'no field') },
    { code: 'graphql', message: 'no field' },
  ],
  'an HTML page of a proxy': [
    { body: '<html>log in</html>', headers: { 'content-type': 'text/html' } },
    { name: 'LynkBadResponseError', problem: 'wrong_content_type' },
  ],
  'an HTML page sent as JSON': [{ body: '<html>' }, { problem: 'not_json' }],
  'truncated JSON': [{ body: good.body.slice(0, -1) }, { problem: 'not_json' }],
  'an empty body': [{}, { problem: 'not_json' }],
  'an array': [{ body: '[]' }, { problem: 'wrong_shape' }],
  'null data': [{ body: '{"data":null}' }, { problem: 'wrong_shape' }],
};

export const errors: readonly Behavior[] = [
  ...Object.entries(failures).map(
    ([name, [step, expected]]): Behavior => ({
      name: `rejects with a typed error: ${name}`,
      async run({ serve, createClient, failureOf, received }) {
        await serve(step);
        has(await failureOf(() => createClient({ retries: 0 }).query(query)), expected);
        same((await received()).length, 1, 'The number of requests');
      },
    }),
  ),
  {
    name: 'rejects with a typed error for a failed status on any other path',
    async run({ serve, createClient, failureOf, at }) {
      const client = createClient({ retries: 0 });
      const codes = {
        401: 'unauthorized',
        403: 'forbidden',
        404: 'http',
        429: 'too_many_requests',
        500: 'http',
      };
      for (const [status, code] of Object.entries(codes)) {
        await serve({ status: Number(status), body: coded('X') });
        has(await failureOf(() => client.send('GET', at('plain', '/healthz'))), {
          code,
          status: Number(status),
        });
      }
    },
  },
  {
    name: 'names the method and the host of a request that failed, but never its path or query',
    async run({ serve, createClient, failureOf, at, unreachable }) {
      const query404 = async (endpoint: string, step: Step) => {
        await serve(step);
        return failureOf(() => createClient({ endpoint, retries: 0, timeoutMs: 300 }).query(query));
      };
      const endpoint = `${at('plain')}?private=1`;
      const calls: readonly (readonly [string, string, () => Promise<Record<string, unknown>>])[] = [
        ['POST', endpoint, () => query404(endpoint, { status: 404 })],
        ['POST', endpoint, () => query404(endpoint, { status: 401 })],
        ['POST', endpoint, () => query404(endpoint, { body: '<html>' })],
        ['POST', endpoint, () => query404(endpoint, { how: 'stall' })],
        ['POST', endpoint, () => query404(endpoint, { how: 'cut' })],
        ['POST', unreachable, () => query404(unreachable, { status: 500 })],
        [
          'PUT',
          endpoint,
          async () => {
            await serve({ status: 500 });
            return failureOf(() => createClient({ retries: 0 }).send('PUT', at('plain', '/private?a=b')));
          },
        ],
      ];
      for (const [method, url, call] of calls) {
        const error = await call();
        const label = `${method} ${new URL(url).host}: `;
        holds(String(error['message']).startsWith(label), `The message must begin with ${label}.`);
        for (const shown of [error['message'], error['stack']]) {
          holds(!/private|lynkapi\?/.test(String(shown)), 'No path or query must be shown.');
        }
      }
    },
  },
  {
    name: 'says after a 401 if the token has no valid checksum',
    async run({ serve, createClient, failureOf, at, token }) {
      await serve({ status: 401 });
      const last = token.endsWith('a') ? 'b' : 'a';
      for (const [each, isSaid] of [
        [token, false],
        [`${token.slice(0, -1)}${last}`, true],
      ] as const) {
        const client = createClient({ token: each });
        for (const call of [() => client.query(query), () => client.send('GET', at('plain', '/x'))]) {
          const error = await failureOf(call);
          has(error, { code: 'unauthorized' });
          same(String(error['message']).includes('checksum'), isSaid, 'Whether the checksum is named');
        }
      }
    },
  },
  {
    name: 'does not expose the token of a response that repeats it',
    async run({ serve, createClient, failureOf, token }) {
      for (const status of [200, 400, 403, 422, 500]) {
        await serve({
          status,
          body: JSON.stringify({
            data: { apiKey: { rawToken: token } },
            errors: [{ message: `for ${token}`, path: [token], extensions: { code: token } }],
          }),
          headers: {
            'www-authenticate': `Bearer error="insufficient_scope", scope="${token}"`,
            'x-echo': token,
          },
        });
        await failureOf(() => createClient().query(query));
        await serve({ status, body: `<html>${token}`, headers: { 'content-type': 'text/html' } });
        await failureOf(() => createClient().query(query));
      }
    },
  },
  {
    name: 'rejects with a network error if the server is unreachable, and reports that nothing was sent',
    async run({ createClient, failureOf, unreachable }) {
      const error = await failureOf(() => createClient({ endpoint: unreachable, retries: 0 }).query(query));
      has(error, { name: 'LynkNetworkError', code: 'network' });
      has(error, { sent: false });
    },
  },
  {
    name: 'rejects with a network error if the connection breaks before or within the response',
    async run({ serve, createClient, failureOf, received }) {
      for (const how of ['cut', 'cut_body'] as const) {
        await serve({ how, body: '{"data":' });
        has(await failureOf(() => createClient({ retries: 0 }).query(query)), {
          code: 'network',
          sent: true,
        });
        same((await received()).length, 1, 'The number of requests');
      }
    },
  },
];
