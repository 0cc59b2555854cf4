import { type Behaviour, good, query } from '../behaviour.ts';
import { has, same } from '../expect.ts';
import type { Step } from '../script.ts';

const coded = (code: string, message = 'M') =>
  `{"errors":[{"message":"${message}","extensions":{"code":"${code}"}}]}`;

const answers: Readonly<Record<string, readonly [Step, Record<string, unknown>]>> = {
  '400': [
    { status: 400, body: coded('BAD_REQUEST') },
    { name: 'LynkBadRequestError', status: 400 },
  ],
  '401': [
    { status: 401, body: coded('UNAUTHORIZED') },
    { name: 'LynkUnauthorizedError', status: 401 },
  ],
  '401 without a body': [{ status: 401 }, { name: 'LynkUnauthorizedError' }],
  '403, with the permission that is missing': [
    {
      status: 403,
      body: coded('FORBIDDEN'),
      headers: { 'www-authenticate': 'Bearer realm="api", error="insufficient_scope", scope="update_sboms"' },
    },
    { name: 'LynkForbiddenError', status: 403, permissions: ['update_sboms'] },
  ],
  '404': [{ status: 404 }, { name: 'LynkHttpError', status: 404 }],
  '413': [{ status: 413 }, { name: 'LynkHttpError', status: 413 }],
  '429, with the wait': [
    { status: 429, headers: { 'retry-after': '7' } },
    { name: 'LynkRateLimitedError', retryAfterSeconds: 7 },
  ],
  '500': [
    { status: 500, body: '<html>' },
    { name: 'LynkHttpError', status: 500 },
  ],
  '503, with the wait': [
    { status: 503, headers: { 'retry-after': '8' } },
    { name: 'LynkUnavailableError', retryAfterSeconds: 8 },
  ],
  'a 200 with errors and data': [
    {
      body: '{"data":{"organization":null},"errors":[{"message":"one"},{"message":"two","extensions":{"code":"C"}}]}',
    },
    { name: 'LynkGraphQLError', message: 'one; two', status: 200 },
  ],
  'a 200 with errors alone': [
    { body: coded('undefinedField', 'no field') },
    { code: 'graphql', message: 'no field' },
  ],
  "a proxy's page": [
    { body: '<html>log in</html>', headers: { 'content-type': 'text/html' } },
    { name: 'LynkBadResponseError', problem: 'wrong_content_type' },
  ],
  'a page that is called JSON': [{ body: '<html>' }, { problem: 'not_json' }],
  'cut JSON': [{ body: good.body.slice(0, -1) }, { problem: 'not_json' }],
  'no body': [{}, { problem: 'not_json' }],
  'a list': [{ body: '[]' }, { problem: 'wrong_shape' }],
  'no data': [{ body: '{"data":null}' }, { problem: 'wrong_shape' }],
};

export const errors: readonly Behaviour[] = [
  ...Object.entries(answers).map(
    ([name, [step, expected]]): Behaviour => ({
      name: `is an error of the family: ${name}`,
      async run({ serve, make, failure, arrived }) {
        await serve(step);
        has(await failure(() => make({ retries: 0 }).query(query)), expected);
        same((await arrived()).length, 1, 'The number of requests');
      },
    }),
  ),
  {
    name: 'on other paths too, a status that is none of success is an error of the family',
    async run({ serve, make, failure, at }) {
      const client = make({ retries: 0 });
      const codes = {
        401: 'unauthorized',
        403: 'forbidden',
        404: 'http',
        429: 'too_many_requests',
        500: 'http',
      };
      for (const [status, code] of Object.entries(codes)) {
        await serve({ status: Number(status), body: coded('X') });
        has(await failure(() => client.send('GET', at('plain', '/healthz'))), {
          code,
          status: Number(status),
        });
      }
    },
  },
  {
    name: 'an answer that repeats the token makes no error that does',
    async run({ serve, make, failure, token }) {
      for (const status of [200, 400, 403, 422, 500]) {
        await serve({
          status,
          body: JSON.stringify({
            errors: [{ message: `for ${token}`, path: [token], extensions: { code: token } }],
          }),
          headers: {
            'www-authenticate': `Bearer error="insufficient_scope", scope="${token}"`,
            'x-echo': token,
          },
        });
        await failure(() => make().query(query));
        await serve({ status, body: `<html>${token}`, headers: { 'content-type': 'text/html' } });
        await failure(() => make().query(query));
      }
    },
  },
  {
    name: 'a server that is not there is a network error, which says that nothing was sent',
    async run({ make, failure, nobody }) {
      const error = await failure(() => make({ endpoint: nobody, retries: 0 }).query(query));
      has(error, { name: 'LynkNetworkError', code: 'network' });
      has(error, { sent: false });
    },
  },
  {
    name: 'a connection that is cut is a network error, before the answer and in it',
    async run({ serve, make, failure, arrived }) {
      for (const how of ['cut', 'cut_body'] as const) {
        await serve({ how, body: '{"data":' });
        has(await failure(() => make({ retries: 0 }).query(query)), { code: 'network', sent: true });
        same((await arrived()).length, 1, 'The number of requests');
      }
    },
  },
];
