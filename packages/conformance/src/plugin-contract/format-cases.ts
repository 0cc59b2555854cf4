import { assertThat } from '../assertions.ts';
import { ERROR_TEXT } from './contract-tokens.ts';
import { contractVerifier } from './contract-verifier.ts';
import { type Content, contentOf, JSON_TYPE, messageOf } from './error-body.ts';
import { assertAllowed, assertRefused, type Refusal } from './expectations.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase, PluginUnderTest, RunningPlugin } from './plugin-under-test.ts';
import { bearer, type ContractRequest, handledBy, type StartedPlugin, sendRequest } from './request.ts';

const upload = { method: 'POST', path: '/sboms', body: 'hello' } as const;

/** Every kind of refusal, in optional mode. */
const refusals: readonly (readonly [ContractRequest, Refusal])[] = [
  [
    { path: '/whoami', headers: [bearer('valid'), bearer('valid')] },
    { status: 400, challenge: ', error="invalid_request"' },
  ],
  [{ path: '/organization' }, { status: 401, challenge: '' }],
  [
    { path: '/whoami', headers: [bearer('unknown')] },
    { status: 401, challenge: ', error="invalid_token"' },
  ],
  [
    { path: '/whoami', method: 'HEAD', headers: [bearer('unknown')] },
    { status: 401, challenge: ', error="invalid_token"', toHead: true },
  ],
  [
    { ...upload, headers: [bearer('expiring')] },
    {
      status: 403,
      challenge: ', error="insufficient_scope", scope="update_sboms"',
      expires: '2099-01-01T00:00:00.000Z',
    },
  ],
  [
    { path: '/whoami', headers: [bearer('throttled')] },
    { status: 429, retryAfter: 30 },
  ],
  [
    { path: '/whoami', headers: [bearer('unavailable')] },
    { status: 503, retryAfter: 7 },
  ],
];

/** Asserts every refusal, with the content that belongs to its status. */
async function assertRefusals(
  running: StartedPlugin,
  contentOfStatus: (status: number) => Content,
): Promise<void> {
  for (const [request, refusal] of refusals) {
    const content = contentOfStatus(refusal.status);
    assertRefused(await sendRequest(running, request), { ...refusal, content });
  }
  assertThat((await handledBy(running)) === 0, 'No handler must start.');
  assertAllowed(await sendRequest(running, { path: '/organization', headers: [bearer('valid')] }));
}

const graphqlContent = (status: number): Content => contentOf('graphql', status);

/** Checks the formats that have a name, on every runtime. */
export const formatCases: readonly PluginCase[] = (['graphql', 'problem'] as const).map((errorFormat) =>
  pluginCase(`errorFormat: ${errorFormat}`, { errorFormat, optional: true }, (running) =>
    assertRefusals(running, (status) => contentOf(errorFormat, status)),
  ),
);

/** Creates a case with a function as `errorFormat`. */
function functionCase(
  title: string,
  errorFormat: unknown,
  contentOfStatus: (status: number) => Content,
): PluginCase {
  return {
    name: `errorFormat: a function that ${title}`,
    async run({ startWith }: PluginUnderTest) {
      if (startWith === undefined) throw new Error('The option contract needs startWith.');
      const running: RunningPlugin = await startWith({
        verifier: contractVerifier,
        optional: true,
        errorFormat,
      });
      try {
        await assertRefusals({ port: running.port, before: 0 }, contentOfStatus);
      } finally {
        await running.close();
      }
    },
  };
}

interface Described {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

const circular: Record<string, unknown> = {};
circular['self'] = circular;

const nonsense: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error(ERROR_TEXT);
  },
  'throws nothing': () => {
    throw undefined;
  },
  'returns nothing': () => undefined,
  'returns null': () => null,
  'returns true': () => true,
  'returns a number': () => 200,
  'returns an empty string': () => '',
  'returns a function': () => () => 'body',
  'returns a Response': () => new Response('body', { status: 200 }),
  'returns a stream': () => new ReadableStream(),
  'returns a stream of Node': () => Object.assign({ _readableState: {} }, { pipe: () => undefined }),
  'returns bytes': () => new TextEncoder().encode('body'),
  'returns a map': () => new Map([['error', 'body']]),
  'returns an error': () => new Error(ERROR_TEXT),
  'returns a date': () => new Date(0),
  'returns a promise': async () => ({ error: 'late' }),
  'returns a promise that rejects': () => Promise.reject(new Error(ERROR_TEXT)),
  'returns a circular object': () => circular,
  'returns an object that JSON omits': () => ({ toJSON: () => undefined }),
  'returns an object whose toJSON throws': () => ({
    toJSON() {
      throw new Error(ERROR_TEXT);
    },
  }),
};

/** Checks functions as `errorFormat`. The plugin must be able to start in this process. */
export const formatFunctionCases: readonly PluginCase[] = [
  functionCase(
    'returns an object',
    ({ status, code, message, headers }: Described, request: unknown) => ({
      error: [status, code, message, headers['Cache-Control']],
      hasRequest: typeof request === 'object' && request !== null,
    }),
    (status) => {
      const [message, code] = messageOf(status);
      const body = JSON.stringify({ error: [status, code, message, 'no-store'], hasRequest: true });
      return { type: JSON_TYPE, body };
    },
  ),
  functionCase(
    'returns a list',
    ({ code }: Described) => [code],
    (status) => ({
      type: JSON_TYPE,
      body: JSON.stringify([messageOf(status)[1]]),
    }),
  ),
  functionCase(
    'returns a string',
    ({ code }: Described) => `no: ${code}`,
    (status) => ({
      type: 'text/plain; charset=utf-8',
      body: `no: ${messageOf(status)[1]}`,
    }),
  ),
  functionCase(
    'returns text outside of ASCII',
    ({ code }: Described) => ({ code, message: 'アクセス拒否 – ✋🔒' }),
    (status) => ({
      type: JSON_TYPE,
      body: JSON.stringify({ code: messageOf(status)[1], message: 'アクセス拒否 – ✋🔒' }),
    }),
  ),
  functionCase(
    'returns a body with its own status',
    ({ status }: Described) => ({ status: 200, statusCode: 200, headers: { 'X-Evil': 'yes' }, was: status }),
    (was) => ({
      type: JSON_TYPE,
      body: JSON.stringify({ status: 200, statusCode: 200, headers: { 'X-Evil': 'yes' }, was }),
    }),
  ),
  functionCase(
    'tries to change the refusal',
    (refusal: { status: number; headers: Record<string, string> }) => {
      Reflect.set(refusal, 'status', 200);
      Reflect.deleteProperty(refusal.headers, 'WWW-Authenticate');
      return { changed: true };
    },
    () => ({ type: JSON_TYPE, body: '{"changed":true}' }),
  ),
  ...Object.entries(nonsense).map(([title, format]) => functionCase(title, format, graphqlContent)),
];
