import { once } from 'node:events';
import { contractTokens } from '@lynk-auth/conformance';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type * as GraphQLApp from './apps/graphql-app.ts';
import type { Listening } from './apps/listen.ts';
import { createStage, hosts, type Stage } from './stage.ts';

const body = (message: string, code: string) =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });
const FORBIDDEN = body('Forbidden', 'FORBIDDEN');
const UNAUTHORIZED = body('Unauthorized', 'UNAUTHORIZED');

describe.each(hosts)('GraphQL on Nest %i with its adapter of %s', (version, platform) => {
  let stage: Stage;
  let graphql: typeof GraphQLApp;
  let strict: Listening;
  let optional: Listening;
  beforeAll(async () => {
    stage = await createStage(version);
    graphql = await stage.load('graphql-app');
    strict = await graphql.start(platform);
    optional = await graphql.start(platform, { optional: true, realm: 'sboms' });
  });
  beforeEach(() => {
    graphql.ran.length = 0;
  });
  afterAll(async () => {
    await strict.app.close();
    await optional.app.close();
    await stage.dispose();
  });

  async function ask({ address }: Listening, query: string, token?: string) {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query }),
    });
    // Apollo ends its answers with a new line.
    return { status: response.status, headers: response.headers, text: (await response.text()).trim() };
  }

  test('who may is answered', async () => {
    const { status, text, headers } = await ask(
      strict,
      '{ organization { id name } who }',
      contractTokens.expiring,
    );
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { data: { organization: { id: 'o1', name: 'Acme Corp' }, who: 't2' } },
    ]);
    expect(headers.get('lynk-token-expires')).toBe('2099-01-01T00:00:00.000Z');
  });

  test.each([
    ['no token', undefined, 'Bearer realm="api"'],
    ['a bad token', contractTokens.unknown, 'Bearer realm="api", error="invalid_token"'],
  ])('%s is 401 before GraphQL', async (_, token, challenge) => {
    const { status, text, headers } = await ask(strict, 'not even {', token);
    expect([status, text, headers.get('www-authenticate')]).toEqual([401, UNAUTHORIZED, challenge]);
  });

  test.each([
    ['a mutation', 'mutation { upload }', 'update_sboms'],
    ['all of it, although a part would be allowed', 'mutation { ping upload }', 'update_sboms'],
    [
      'in a fragment',
      'query { ...F } fragment F on Query { organization { id secret } }',
      'view_organization manage_api_tokens',
    ],
    ['a field', '{ organization { secret } }', 'view_organization manage_api_tokens'],
    ['a field by an alias', '{ who: organization { name: secret } }', 'view_organization manage_api_tokens'],
    ['a field behind an interface', '{ node { id ... on Organization { secret } } }', 'manage_api_tokens'],
    [
      'a field that is skipped',
      '{ organization { secret @skip(if: true) } }',
      'view_organization manage_api_tokens',
    ],
    ['of a resolver that is a value', 'mutation { ping given }', 'manage_api_tokens'],
    ['of a resolver that a factory made', 'mutation { ping made }', 'manage_api_tokens'],
    ['what the class and the handler ask for', 'mutation { remove }', 'delete_sboms update_sboms'],
  ])('a permission is missing, %s: 403, and nothing runs', async (_, query, scope) => {
    const { status, text, headers } = await ask(strict, query, contractTokens.expiring);
    expect([status, text]).toEqual([403, FORBIDDEN]);
    const challenge = `Bearer realm="api", error="insufficient_scope", scope="${scope}"`;
    expect(new Set(headers.get('www-authenticate')?.split(/[ "]/))).toEqual(new Set(challenge.split(/[ "]/)));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(graphql.ran).toEqual([]);
  });

  test('a wrong query is no matter of permissions', async () => {
    const { text } = await ask(strict, 'mutation { upload nothing }', contractTokens.expiring);
    expect(text).toContain('Cannot query field');
  });

  test('an answer that another plugin has at hand is not given either', async () => {
    const cache = {
      http: { headers: new Map() },
      body: { kind: 'single', singleResult: { data: { organization: { secret: 'cached' } } } },
    };
    const plugin = { requestDidStart: async () => ({ responseForOperation: async () => cache }) };
    const caching = await graphql.start(platform, { graphql: { plugins: [plugin as never] } });
    expect((await ask(caching, '{ organization { name } }', contractTokens.valid)).text).toContain('cached');
    const { status, text } = await ask(caching, '{ organization { secret } }', contractTokens.valid);
    expect([status, text]).toEqual([403, FORBIDDEN]);
    await caching.app.close();
  });

  test('with another server nothing runs either: the guard refuses all of it', async () => {
    const guarded = await graphql.start(platform, { graphql: { driver: graphql.OtherDriver } });
    for (const query of [
      'mutation { ping upload }',
      'mutation { given }',
      '{ organization { secret } }',
      '{ who node { id ... on Organization { secret } } }',
    ]) {
      const { text } = await ask(guarded, query, contractTokens.expiring);
      const { data, errors } = JSON.parse(text);
      expect(data).toBeNull();
      expect(errors[0]).toMatchObject({ message: 'Forbidden', extensions: { code: 'FORBIDDEN' } });
      expect(text).not.toContain(contractTokens.expiring);
    }
    expect(graphql.ran).toEqual([]);
    await guarded.app.close();
  });

  test('nothing that comes past the application over a WebSocket runs', async () => {
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
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ who organization { id } }' } }),
    );
    const [message] = await once(client, 'message');
    expect(JSON.parse(String(message))).toMatchObject({ payload: { errors: [expect.anything()] } });
    expect(graphql.ran).toEqual([]);
    client.terminate();
    await subscribing.app.close();
  });

  describe('in optional mode', () => {
    test.each([
      ['{ status }', undefined, '{"data":{"status":"nobody"}}'],
      ['{ status __typename }', undefined, '{"data":{"status":"nobody","__typename":"Query"}}'],
      ['{ status }', contractTokens.valid, '{"data":{"status":"t1"}}'],
      ['{ who }', contractTokens.valid, '{"data":{"who":"t1"}}'],
    ])('%s runs', async (query, token, expected) => {
      expect((await ask(optional, query, token)).text).toBe(expected);
    });

    test.each(['{ who }', '{ status who }', 'mutation { upload }', '{ __schema { types { name } } }'])(
      '%s is not for nobody',
      async (query) => {
        const { status, text, headers } = await ask(optional, query);
        expect([status, text, headers.get('www-authenticate')]).toEqual([
          401,
          UNAUTHORIZED,
          'Bearer realm="sboms"',
        ]);
        expect(graphql.ran).toEqual([]);
      },
    );

    test('a bad token is refused, whatever is asked', async () => {
      expect((await ask(optional, '{ status }', contractTokens.unknown)).status).toBe(401);
    });
  });

  test('a permission on a field of nobody knows what: it does not start', async () => {
    await expect(graphql.startUntold(platform)).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringContaining('FieldOfNothingResolver.secret asks for a permission'),
    });
  });
});
