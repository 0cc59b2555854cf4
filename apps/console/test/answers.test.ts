import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConsole, type TestConsole, withLastChanged } from './console.ts';

const CHECK = 'query { organization { id name } }';
const UNAUTHORIZED = '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let api: TestConsole;
let viewer: string;

beforeAll(async () => {
  api = await startTestConsole();
  viewer = await api.issue('Viewer');
});
afterAll(() => api.dispose());

const post = (init: RequestInit & { path?: string } = {}) =>
  fetch(`${api.address}${init.path ?? '/lynkapi'}`, {
    method: 'POST',
    body: JSON.stringify({ query: CHECK }),
    ...init,
    headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json', ...init.headers },
  });

test('README example: the documented check', async () => {
  const { status, headers, json } = await api.query(CHECK);
  expect(status).toBe(200);
  expect(json).toEqual({ data: { organization: { id: expect.stringMatching(UUID), name: 'Acme Corp' } } });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('lynk-token-expires')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a token that never expires has no expiry to tell', async () => {
  const { status, headers } = await api.query(CHECK, { token: viewer });
  expect(status).toBe(200);
  expect(headers.has('lynk-token-expires')).toBe(false);
});

describe('401: one and the same body', () => {
  const serviceBody = () => api.token.replace('lynk_live_', 'lynk_service_live_');
  test.each([
    [
      'the last character changed',
      () => `Bearer ${withLastChanged(api.token)}`,
      'Bearer realm="api", error="invalid_token"',
    ],
    ['the service prefix', () => `Bearer ${serviceBody()}`, 'Bearer realm="api", error="invalid_token"'],
    ['no token behind the scheme', () => 'Bearer', 'Bearer realm="api"'],
    ['another scheme', () => 'Basic dXNlcjpwYXNz', 'Bearer realm="api"'],
  ])('%s', async (_, authorization, challenge) => {
    const response = await post({ headers: { authorization: authorization() } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(challenge);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(UNAUTHORIZED);
  });

  test('no header', async () => {
    const response = await fetch(`${api.address}/lynkapi`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="api"');
    expect(await response.text()).toBe(UNAUTHORIZED);
  });

  test('a token in the query string, or in the body, is not read', async () => {
    const body = new URLSearchParams({ access_token: api.token });
    const response = await fetch(`${api.address}/lynkapi?access_token=${api.token}`, {
      method: 'POST',
      body,
    });
    expect(response.status).toBe(401);
  });
});

describe('other refusals, in the shape of the 401', () => {
  const json = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });
  const big = JSON.stringify({ query: CHECK, variables: { x: 'x'.repeat(1024 * 1024) } });

  test.each([
    ['path', { path: '/' }, 404, 'NOT_FOUND', 'Not Found'],
    ['path with something behind it', { path: '/lynkapi/' }, 404, 'NOT_FOUND', 'Not Found'],
    ['a path that every object has', { path: '/__proto__' }, 404, 'NOT_FOUND', 'Not Found'],
    ['method', { method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED', 'Method Not Allowed'],
    [
      'no media type',
      { headers: { 'content-type': '' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    [
      'form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    [
      'latin-1',
      { headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    [
      'compressed',
      { headers: { 'content-encoding': 'gzip' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    ['size', { body: big }, 413, 'CONTENT_TOO_LARGE', 'Content Too Large'],
    ['no JSON', { body: '{"query":' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['no UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['no body', { body: '' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['no object', { body: '"x"' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['a batch', { body: JSON.stringify([{ query: CHECK }]) }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['no query', { body: '{}' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['a query of another type', { body: '{"query":1}' }, 400, 'BAD_REQUEST', 'Bad Request'],
    [
      'variables of another type',
      { body: JSON.stringify({ query: CHECK, variables: [1] }) },
      400,
      'BAD_REQUEST',
      'Bad Request',
    ],
    [
      'two credentials',
      { headers: { authorization: 'Bearer a, Bearer b' } },
      400,
      'BAD_REQUEST',
      'Bad Request',
    ],
  ] as const)('%s: %o', async (_, init, status, code, message) => {
    const response = await post(init as RequestInit);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(json(code, message));
  });

  test('GET is 405, and says what is allowed', async () => {
    const response = await fetch(`${api.address}/lynkapi?query=${encodeURIComponent(CHECK)}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  test('order of judgement: path, method, token, media type, size', async () => {
    const wrong = { headers: { authorization: 'Bearer a, b', 'content-type': 'text/plain' }, body: big };
    const statuses: number[] = [];
    for (const init of [
      { ...wrong, path: '/x', method: 'PUT' },
      { ...wrong, method: 'PUT' },
      wrong,
      { ...wrong, headers: { 'content-type': 'text/plain' } },
      { body: big },
    ]) {
      statuses.push((await post(init)).status);
    }
    expect(statuses).toEqual([404, 405, 400, 415, 413]);
  });
});

describe('/healthz', () => {
  test.each(['GET', 'HEAD'])('%s with the token is 200', async (method) => {
    const response = await post({ path: '/healthz', method, body: null });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(method === 'HEAD' ? '' : '{"status":"ok"}');
  });

  test('without it is 401', async () => {
    const response = await fetch(`${api.address}/healthz`);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe(UNAUTHORIZED);
  });
});

describe('wrong documents are 200, with errors and without data', () => {
  test('an unknown field, in the words of the API', async () => {
    const { status, json } = await api.query('query { organization { notAField } }');
    expect(status).toBe(200);
    expect(json).toEqual({
      errors: [
        {
          message: "Field 'notAField' doesn't exist on type 'Organization'",
          locations: [{ line: 1, column: 24 }],
          path: ['query', 'organization', 'notAField'],
          extensions: { code: 'undefinedField', typeName: 'Organization', fieldName: 'notAField' },
        },
      ],
    });
  });

  test('its path goes through names, aliases and fragments', async () => {
    const document =
      'query Mine { o: organization { ...on Organization { x: nope } ...F } } fragment F on Organization { no }';
    const { json } = await api.query(document);
    expect(json.errors.map((error: { path: string[] }) => error.path)).toEqual([
      ['query Mine', 'o', '... on Organization', 'x'],
      ['fragment F', 'no'],
    ]);
  });

  test.each([
    ['syntax', '{ organization {', /^Syntax Error/, 'GRAPHQL_PARSE_FAILED'],
    [
      'a rule of graphql-js',
      'query ($x: String) { organization { id } }',
      /"\$x" is never used/,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['nothing selected', '{ organization }', /must have a selection/, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two operations, none chosen',
      'query A { organization { id } } query B { organization { id } }',
      /operation/,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'more than any client sends',
      `{ organization { ${'id '.repeat(6000)} } }`,
      /token/i,
      'GRAPHQL_PARSE_FAILED',
    ],
  ])('%s', async (_, query, message, code) => {
    const { status, json } = await api.query(query);
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
    expect(json.errors[0].message).toMatch(message);
    expect(json.errors[0].extensions.code).toBe(code);
  });

  test('with application/graphql-response+json, the status of that specification', async () => {
    const headers = { accept: 'application/graphql-response+json' };
    const wrong = await api.query('{ nope }', { headers });
    expect(wrong.status).toBe(400);
    expect(wrong.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect((await api.query(CHECK, { headers })).status).toBe(200);
  });

  test.each(['*/*', 'text/html', 'application/json'])('Accept: %s is answered with JSON', async (accept) => {
    const { status, headers } = await api.query(CHECK, { headers: { accept } });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('variables and an operation name of null are as good as none', async () => {
    const body = JSON.stringify({ query: CHECK, variables: null, operationName: null, id: 1 });
    expect((await post({ body })).status).toBe(200);
  });

  test('a token in the wrong argument does not come back in the error', async () => {
    const mutation = 'mutation ($input: ApiTokenDeleteInput!) { apiTokenDelete(input: $input) { errors } }';
    const byVariable = await api.query(mutation, { variables: { input: { apiKeyId: api.token } } });
    const byLiteral = await api.query(
      `mutation { apiTokenDelete(input: { apiKeyId: "${api.token}" }) { errors } }`,
    );
    for (const { status, json, text } of [byVariable, byLiteral]) {
      expect(status).toBe(200);
      expect(json.errors).toHaveLength(1);
      expect(text).not.toContain(api.token.slice(15));
    }
  });
});

describe('403: the whole request, before any of it runs', () => {
  const mutation = 'mutation { apiTokenCreate(input: { tokenName: "x" }) { errors } }';

  test('names what is needed', async () => {
    const { status, headers, text } = await api.query(mutation, { token: viewer });
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="api", error="insufficient_scope", scope="manage_api_tokens"',
    );
    expect(text).toBe('{"errors":[{"message":"Forbidden","extensions":{"code":"FORBIDDEN"}}]}');
  });

  test.each([
    '{ organization { name apiKeys { id } } }',
    '{ organization { name ...F } } fragment F on Organization { ...G } fragment G on Organization { apiKeys { id } }',
    'query ($no: Boolean = false) { organization { name ... @include(if: $no) { serviceTokens { id } } } }',
  ])('wherever the field stands: %s', async (query) => {
    expect((await api.query(query, { token: viewer })).status).toBe(403);
    expect((await api.query(query)).status).toBe(200);
  });

  test('but only the operation that is chosen counts', async () => {
    const body = JSON.stringify({
      query: `${CHECK.replace('query', 'query A')} ${mutation.replace('mutation', 'mutation B')}`,
      operationName: 'A',
    });
    expect((await post({ body, headers: { authorization: `Bearer ${viewer}` } })).status).toBe(200);
  });

  test('a wrong document is told before a missing permission', async () => {
    const { status, json } = await api.query('mutation { apiTokenCreate { nope } }', { token: viewer });
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
  });
});

describe('introspection', () => {
  const INTROSPECTION = '{ __schema { queryType { name } } }';

  test('needs a token', async () => {
    expect((await api.query(INTROSPECTION)).json).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    expect((await api.query(INTROSPECTION, { token: 'x' })).status).toBe(401);
  });

  test('can be switched off', async () => {
    const closed = await startTestConsole({ LYNK_AUTH_INTROSPECTION: 'off' });
    try {
      const { status, json } = await closed.query(INTROSPECTION);
      expect(status).toBe(200);
      expect(json).not.toHaveProperty('data');
      expect(json.errors[0].message).toMatch(/introspection/i);
      expect((await closed.query('{ __typename organization { __typename } }')).json.data).toBeDefined();
    } finally {
      await closed.dispose();
    }
  });
});

test('the log is one JSON object a line, with the reason, and without any token', async () => {
  await api.query(CHECK, { token: `${api.token.slice(0, -1)}!` });
  await fetch(`${api.address}/${api.token}`);
  await api.query(CHECK, { headers: { 'user-agent': api.token } });
  const lines = api.logged.map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines)
    expect(line).toMatchObject({ level: expect.any(Number), time: expect.any(String) });
  expect(lines).toContainEqual(expect.objectContaining({ status: 401, reason: 'bad_checksum' }));
  expect(lines).toContainEqual(
    expect.objectContaining({ status: 200, tokenId: expect.stringMatching(UUID) }),
  );
  const everything = api.logged.join('');
  for (const secret of [api.token, viewer]) expect(everything).not.toContain(secret.slice(-20));
});
