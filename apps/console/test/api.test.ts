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

test('README example: the organization check', async () => {
  const { status, headers, json } = await api.query(CHECK);
  expect(status).toBe(200);
  expect(json).toEqual({ data: { organization: { id: expect.stringMatching(UUID), name: 'Acme Corp' } } });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('lynk-token-expires')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('omits Lynk-Token-Expires for a token that never expires', async () => {
  const { status, headers } = await api.query(CHECK, { token: viewer });
  expect(status).toBe(200);
  expect(headers.has('lynk-token-expires')).toBe(false);
});

describe('every 401 has the same body', () => {
  const serviceBody = () => api.token.replace('lynk_live_', 'lynk_service_live_');
  test.each([
    [
      'a changed last character',
      () => `Bearer ${withLastChanged(api.token)}`,
      'Bearer realm="api", error="invalid_token"',
    ],
    [
      'a personal token with the service prefix',
      () => `Bearer ${serviceBody()}`,
      'Bearer realm="api", error="invalid_token"',
    ],
    ['a scheme without a token', () => 'Bearer', 'Bearer realm="api"'],
    ['another scheme', () => 'Basic dXNlcjpwYXNz', 'Bearer realm="api"'],
  ])('%s', async (_, authorization, challenge) => {
    const response = await post({ headers: { authorization: authorization() } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(challenge);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(UNAUTHORIZED);
  });

  test('a missing header', async () => {
    const response = await fetch(`${api.address}/lynkapi`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="api"');
    expect(await response.text()).toBe(UNAUTHORIZED);
  });

  test('ignores a token in the query string or in the body', async () => {
    const body = new URLSearchParams({ access_token: api.token });
    const response = await fetch(`${api.address}/lynkapi?access_token=${api.token}`, {
      method: 'POST',
      body,
    });
    expect(response.status).toBe(401);
  });
});

describe('other errors have the same shape as the 401', () => {
  const json = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });
  const big = JSON.stringify({ query: CHECK, variables: { x: 'x'.repeat(1024 * 1024) } });

  test.each([
    ['an unknown path', { path: '/' }, 404, 'NOT_FOUND', 'Not Found'],
    ['a path with a trailing slash', { path: '/lynkapi/' }, 404, 'NOT_FOUND', 'Not Found'],
    ['the name of an inherited property as path', { path: '/__proto__' }, 404, 'NOT_FOUND', 'Not Found'],
    ['a wrong method', { method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED', 'Method Not Allowed'],
    [
      'a missing media type',
      { headers: { 'content-type': '' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    [
      'a charset other than UTF-8',
      { headers: { 'content-type': 'application/json; charset=latin1' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    [
      'a compressed body',
      { headers: { 'content-encoding': 'gzip' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported Media Type',
    ],
    ['a body over the limit', { body: big }, 413, 'CONTENT_TOO_LARGE', 'Content Too Large'],
    ['invalid JSON', { body: '{"query":' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['invalid UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['an empty body', { body: '' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['JSON that is not an object', { body: '"x"' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['a batch', { body: JSON.stringify([{ query: CHECK }]) }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['a missing query', { body: '{}' }, 400, 'BAD_REQUEST', 'Bad Request'],
    ['a query that is not a string', { body: '{"query":1}' }, 400, 'BAD_REQUEST', 'Bad Request'],
    [
      'variables that are not an object',
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

  test('responds to GET with 405 and Allow', async () => {
    const response = await fetch(`${api.address}/lynkapi?query=${encodeURIComponent(CHECK)}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  test('checks path, method, token, media type and size in this order', async () => {
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
  test.each(['GET', 'HEAD'])('responds to %s with 200 if the token is valid', async (method) => {
    const response = await post({ path: '/healthz', method, body: null });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(method === 'HEAD' ? '' : '{"status":"ok"}');
  });

  test('responds with 401 without a token', async () => {
    const response = await fetch(`${api.address}/healthz`);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe(UNAUTHORIZED);
  });
});

describe('invalid documents get 200 with errors and without data', () => {
  test('reports an unknown field as the Interlynk API does', async () => {
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

  test('its error path contains names, aliases and fragments', async () => {
    const document =
      'query Mine { o: organization { ...on Organization { x: nope } ...F } } fragment F on Organization { no }';
    const { json } = await api.query(document);
    expect(json.errors.map((error: { path: string[] }) => error.path)).toEqual([
      ['query Mine', 'o', '... on Organization', 'x'],
      ['fragment F', 'no'],
    ]);
  });

  test.each([
    ['a syntax error', '{ organization {', /^Syntax Error/, 'GRAPHQL_PARSE_FAILED'],
    [
      'a violated rule of graphql-js',
      'query ($x: String) { organization { id } }',
      /"\$x" is never used/,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a missing selection', '{ organization }', /must have a selection/, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two operations without an operation name',
      'query A { organization { id } } query B { organization { id } }',
      /operation/,
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a document over the token limit',
      `{ organization { ${'id '.repeat(1200)} } }`,
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

  test('uses 400 for an invalid document with application/graphql-response+json', async () => {
    const headers = { accept: 'application/graphql-response+json' };
    const wrong = await api.query('{ nope }', { headers });
    expect(wrong.status).toBe(400);
    expect(wrong.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect((await api.query(CHECK, { headers })).status).toBe(200);
  });

  test.each(['*/*', 'text/html', 'application/json'])('responds with JSON to Accept: %s', async (accept) => {
    const { status, headers } = await api.query(CHECK, { headers: { accept } });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('accepts null for variables and operationName', async () => {
    const body = JSON.stringify({ query: CHECK, variables: null, operationName: null, id: 1 });
    expect((await post({ body })).status).toBe(200);
  });

  test('does not echo a token that was passed in the wrong argument', async () => {
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

describe('a missing permission rejects the whole request with 403', () => {
  const mutation = 'mutation { apiTokenCreate(input: { tokenName: "x" }) { errors } }';

  test('also of a document that another token has just sent', async () => {
    const query = 'mutation ($input: ApiTokenCreateInput!) { apiTokenCreate(input: $input) { errors } }';
    const variables = { input: { tokenName: 'the same document' } };
    for (const _ of [1, 2]) expect(await api.query(query, { variables })).toMatchObject({ status: 200 });
    expect(await api.query(query, { variables, token: viewer })).toMatchObject({ status: 403 });
  });

  test('names the permission in the challenge', async () => {
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
  ])('finds the field in %s', async (query) => {
    expect((await api.query(query, { token: viewer })).status).toBe(403);
    expect((await api.query(query)).status).toBe(200);
  });

  test('checks only the selected operation', async () => {
    const body = JSON.stringify({
      query: `${CHECK.replace('query', 'query A')} ${mutation.replace('mutation', 'mutation B')}`,
      operationName: 'A',
    });
    expect((await post({ body, headers: { authorization: `Bearer ${viewer}` } })).status).toBe(200);
  });

  test('reports an invalid document before a missing permission', async () => {
    const { status, json } = await api.query('mutation { apiTokenCreate { nope } }', { token: viewer });
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
  });
});

describe('introspection', () => {
  const INTROSPECTION = '{ __schema { queryType { name } } }';

  test('requires a token', async () => {
    expect((await api.query(INTROSPECTION)).json).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    expect((await api.query(INTROSPECTION, { token: 'x' })).status).toBe(401);
  });

  test('can be disabled', async () => {
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

test('logs one JSON object per line, with the reason and without a token', async () => {
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
