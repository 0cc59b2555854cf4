import { once } from 'node:events';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type * as GraphQLApp from './apps/graphql-app.ts';
import type { Listening } from './apps/listen.ts';
import { createProject, hosts, type Project } from './create-project.ts';

const body = (message: string, code: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });
const FORBIDDEN = body('Forbidden', 'FORBIDDEN');
const UNAUTHORIZED = body('Unauthorized', 'UNAUTHORIZED');

describe.each(hosts)('GraphQL on Nest %i with the %s adapter', (version, platform) => {
  let project: Project;
  let graphql: typeof GraphQLApp;
  let strict: Listening;
  let optional: Listening;
  beforeAll(async () => {
    project = await createProject(version);
    graphql = await project.load('graphql-app');
    strict = await graphql.start(platform);
    optional = await graphql.start(platform, { optional: true, realm: 'sboms' });
  });
  beforeEach(() => {
    graphql.ran.length = 0;
  });
  afterAll(async () => {
    await strict.app.close();
    await optional.app.close();
    await project.dispose();
  });

  async function send({ address }: Listening, query: string | readonly string[], token?: string) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(typeof query === 'string' ? { query } : query.map((each) => ({ query: each }))),
    });
    // Apollo ends its responses with a line feed.
    return { status: response.status, headers: response.headers, text: (await response.text()).trim() };
  }

  test('runs an authorized operation', async () => {
    const { status, text, headers } = await send(
      strict,
      '{ organization { id name } tokenId }',
      contractTokens.expiring,
    );
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { data: { organization: { id: 'o1', name: 'Acme Corp' }, tokenId: 't2' } },
    ]);
    expect(headers.get('lynk-token-expires')).toBe('2099-01-01T00:00:00.000Z');
  });

  test.each([
    ['no token', undefined, 'Bearer realm="api"'],
    ['a bad token', contractTokens.unknown, 'Bearer realm="api", error="invalid_token"'],
  ])('responds to %s with 401 before GraphQL runs', async (_, token, challenge) => {
    const { status, text, headers } = await send(strict, 'not even {', token);
    expect([status, text, headers.get('www-authenticate')]).toEqual([401, UNAUTHORIZED, challenge]);
  });

  test.each([
    ['a mutation', 'mutation { upload }', 'update_sboms'],
    ['a mutation beside one that is allowed', 'mutation { ping upload }', 'update_sboms'],
    [
      'a field in a fragment',
      'query { ...F } fragment F on Query { organization { id secret } }',
      'view_organization manage_api_tokens',
    ],
    ['a field', '{ organization { secret } }', 'view_organization manage_api_tokens'],
    [
      'a field by an alias',
      '{ tokenId: organization { name: secret } }',
      'view_organization manage_api_tokens',
    ],
    ['a field behind an interface', '{ node { id ... on Organization { secret } } }', 'manage_api_tokens'],
    ['a skipped field', '{ organization { secret @skip(if: true) } }', 'view_organization manage_api_tokens'],
    ['a resolver provided as a value', 'mutation { ping byValue }', 'manage_api_tokens'],
    ['a resolver provided by a factory', 'mutation { ping byFactory }', 'manage_api_tokens'],
    ['a class and its handler', 'mutation { remove }', 'delete_sboms update_sboms'],
    ['one of several', 'mutation { ping edit }', 'update_sboms delete_sboms'],
  ])('responds with 403 and runs nothing if a permission is missing for %s', async (_, query, scope) => {
    const { status, text, headers } = await send(strict, query, contractTokens.expiring);
    expect([status, text]).toEqual([403, FORBIDDEN]);
    const challenge = `Bearer realm="api", error="insufficient_scope", scope="${scope}"`;
    expect(new Set(headers.get('www-authenticate')?.split(/[ "]/))).toEqual(new Set(challenge.split(/[ "]/)));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(graphql.ran).toEqual([]);
  });

  test('runs an operation with one of several permissions, and requires one of each list', async () => {
    const allowed = await send(strict, 'mutation { edit }', contractTokens.valid);
    expect([allowed.status, allowed.text]).toEqual([200, '{"data":{"edit":"edited"}}']);
    for (const query of ['mutation { administer }', 'mutation { edit administer }']) {
      const { status, text, headers } = await send(strict, query, contractTokens.valid);
      expect([status, text]).toEqual([403, FORBIDDEN]);
      expect(headers.get('www-authenticate')).toContain('scope="manage_api_tokens manage_users"');
    }
    expect(graphql.ran).toEqual(['edit']);
  });

  test('reports an invalid query before checking permissions', async () => {
    const { text } = await send(strict, 'mutation { upload nothing }', contractTokens.expiring);
    expect(text).toContain('Cannot query field');
  });

  test('rejects an operation before another plugin sends a cached response', async () => {
    const cache = {
      http: { headers: new Map() },
      body: { kind: 'single', singleResult: { data: { organization: { secret: 'cached' } } } },
    };
    const plugin = { requestDidStart: async () => ({ responseForOperation: async () => cache }) };
    const caching = await graphql.start(platform, { graphql: { plugins: [plugin as never] } });
    expect((await send(caching, '{ organization { name } }', contractTokens.valid)).text).toContain('cached');
    const { status, text } = await send(caching, '{ organization { secret } }', contractTokens.valid);
    expect([status, text]).toEqual([403, FORBIDDEN]);
    await caching.app.close();
  });

  describe('a batch', () => {
    let batching: Listening;
    let optionalBatching: Listening;
    beforeAll(async () => {
      const options = { allowBatchedHttpRequests: true };
      batching = await graphql.start(platform, { graphql: options });
      optionalBatching = await graphql.start(platform, { graphql: options, optional: true });
    });
    afterAll(async () => {
      await batching.app.close();
      await optionalBatching.app.close();
    });

    const ORGANIZATION = '{ organization { name } }';
    const ALLOWED = { data: { organization: { name: 'Acme Corp' } } };
    const [REFUSED, ANONYMOUS] = [JSON.parse(FORBIDDEN), JSON.parse(UNAUTHORIZED)];
    const scope = (permissions: string) =>
      `Bearer realm="api", error="insufficient_scope", scope="${permissions}"`;

    test.each([
      ['allowed', [ORGANIZATION, '{ tokenId }'], 200, null, [ALLOWED, { data: { tokenId: 't2' } }]],
      ['refused first', ['mutation { upload }', ORGANIZATION], 200, null, [REFUSED, ALLOWED]],
      ['refused last', [ORGANIZATION, 'mutation { upload }'], 200, null, [ALLOWED, REFUSED]],
      [
        'refused between',
        [ORGANIZATION, 'mutation { upload }', 'mutation { ping }', '{ organization { secret } }'],
        200,
        null,
        [ALLOWED, REFUSED, { data: { ping: 'pong' } }, REFUSED],
      ],
      ['refused alone', ['mutation { upload }'], 403, scope('update_sboms'), [REFUSED]],
      [
        'all refused',
        ['mutation { upload }', '{ node { ... on Organization { secret } } }'],
        403,
        scope('update_sboms manage_api_tokens'),
        [REFUSED, REFUSED],
      ],
    ])('gives each operation its own result: %s', async (_, queries, status, challenge, results) => {
      const response = await send(batching, queries, contractTokens.expiring);
      expect([response.status, JSON.parse(response.text)]).toEqual([status, results]);
      expect(response.headers.get('www-authenticate')).toBe(challenge);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(graphql.ran).not.toContain('upload');
      expect(graphql.ran).not.toContain('secret');
    });

    test('runs what is allowed beside an operation that is refused', async () => {
      await send(batching, ['mutation { upload }', 'mutation { ping }'], contractTokens.expiring);
      expect(graphql.ran).toEqual(['ping']);
    });

    test('keeps the status of an invalid operation beside a refused one', async () => {
      const { status, text } = await send(
        batching,
        ['{ nothing }', 'mutation { upload }'],
        contractTokens.expiring,
      );
      expect([status, JSON.parse(text)[1]]).toEqual([400, REFUSED]);
    });

    test.each([
      ['some', ['{ status }', '{ tokenId }'], 200, null, [{ data: { status: 'anonymous' } }, ANONYMOUS]],
      ['all', ['{ tokenId }', 'mutation { upload }'], 401, 'Bearer realm="api"', [ANONYMOUS, ANONYMOUS]],
    ])('in optional mode rejects what needs a token: %s', async (_, queries, status, challenge, results) => {
      const response = await send(optionalBatching, queries);
      expect([response.status, JSON.parse(response.text)]).toEqual([status, results]);
      expect(response.headers.get('www-authenticate')).toBe(challenge);
    });

    test('responds to a bad token with 401 for the whole batch', async () => {
      const { status, text } = await send(batching, [ORGANIZATION, '{ tokenId }'], contractTokens.unknown);
      expect([status, text]).toEqual([401, UNAUTHORIZED]);
    });
  });

  test('without the Apollo plugin, the guard rejects the whole operation', async () => {
    const guarded = await graphql.start(platform, { graphql: { driver: graphql.DriverWithoutPlugins } });
    for (const query of [
      'mutation { ping upload }',
      'mutation { byValue }',
      '{ organization { secret } }',
      '{ tokenId node { id ... on Organization { secret } } }',
    ]) {
      const { text } = await send(guarded, query, contractTokens.expiring);
      const { data, errors } = JSON.parse(text);
      expect(data).toBeNull();
      expect(errors[0]).toMatchObject({ message: 'Forbidden', extensions: { code: 'FORBIDDEN' } });
      expect(text).not.toContain(contractTokens.expiring);
    }
    expect(graphql.ran).toEqual([]);
    await guarded.app.close();
  });

  test('rejects operations over a GraphQL WebSocket, which the middleware did not authenticate', async () => {
    const subscribing = await graphql.start(platform, { graphql: { subscriptions: { 'graphql-ws': true } } });
    const client = new WebSocket(
      `${subscribing.address.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      { headers: { authorization: `Bearer ${contractTokens.valid}` } },
    );
    await once(client, 'open');
    client.send('{"type":"connection_init"}');
    await once(client, 'message');
    client.send(
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ tokenId organization { id } }' } }),
    );
    const [message] = await once(client, 'message');
    expect(JSON.parse(String(message))).toMatchObject({ payload: { errors: [expect.anything()] } });
    expect(graphql.ran).toEqual([]);
    client.terminate();
    await subscribing.app.close();
  });

  describe('in optional mode', () => {
    test.each([
      ['{ status }', undefined, '{"data":{"status":"anonymous"}}'],
      ['{ status __typename }', undefined, '{"data":{"status":"anonymous","__typename":"Query"}}'],
      ['{ status }', contractTokens.valid, '{"data":{"status":"t1"}}'],
      ['{ tokenId }', contractTokens.valid, '{"data":{"tokenId":"t1"}}'],
    ])('runs %s with token %s', async (query, token, expected) => {
      expect((await send(optional, query, token)).text).toBe(expected);
    });

    test.each([
      '{ tokenId }',
      '{ status tokenId }',
      'mutation { upload }',
      '{ __schema { types { name } } }',
    ])('responds to an anonymous %s with 401', async (query) => {
      const { status, text, headers } = await send(optional, query);
      expect([status, text, headers.get('www-authenticate')]).toEqual([
        401,
        UNAUTHORIZED,
        'Bearer realm="sboms"',
      ]);
      expect(graphql.ran).toEqual([]);
    });

    test('a field of Query needs a token wherever it is selected', async () => {
      const nested = await graphql.startNested(platform);
      for (const selection of ['ok', 'query { __typename }', 'query { status }', 'root { __typename }']) {
        const { status, text } = await send(nested, `mutation { open { ${selection} } }`);
        expect([status, JSON.parse(text).errors], selection).toEqual([200, undefined]);
      }
      graphql.ran.length = 0;
      for (const selection of [
        'query { closed }',
        'query { status closed }',
        'query { plain }',
        'query { __schema { types { name } } }',
        'query { ... on Root { closed } }',
        'root { closed }',
        'root { ... on Query { closed } }',
        'root { ...Fields } } } fragment Fields on Query { closed ... { __typename',
      ]) {
        const { status, text } = await send(nested, `mutation { open { ${selection} } }`);
        expect([status, text], selection).toEqual([401, UNAUTHORIZED]);
      }
      expect(graphql.ran).toEqual([]);
      const { text } = await send(nested, 'mutation { open { query { closed } } }', contractTokens.valid);
      expect(JSON.parse(text).data.open.query.closed).toBe('closed');
      await nested.app.close();
    });

    test('rejects an invalid token for a public field too', async () => {
      expect((await send(optional, '{ status }', contractTokens.unknown)).status).toBe(401);
    });
  });

  test('the application does not start with a permission on a field whose parent type is unknown', async () => {
    await expect(graphql.startWithUntypedField(platform)).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringContaining('UntypedFieldResolver.secret requires a permission'),
    });
  });
});
