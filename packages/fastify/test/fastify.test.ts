import { once } from 'node:events';
import { connect } from 'node:http2';
import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { getPrincipal, lynkAuth, requirePermission } from '../src/index.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const valid = bearer(contractTokens.valid);
const verifier = contractVerifier;

const statusOf = async (app: FastifyInstance, url: string, headers: Record<string, string> = {}) =>
  (await app.inject({ url, headers })).statusCode;

describe('lynkAuth covers', () => {
  test('all routes of its instance, registered before or after it, and inner scopes', async () => {
    const app = fastify();
    app.get('/before', async () => 'in');
    app.register(lynkAuth, { verifier });
    app.get('/after', async () => 'in');
    app.register(async (scope) => {
      scope.get('/inside', async (request) => getPrincipal(request).organizationId);
    });
    for (const url of ['/before', '/after', '/inside', '/missing'])
      expect(await statusOf(app, url)).toBe(401);
    expect((await app.inject({ url: '/inside', headers: valid })).body).toBe('o1');
  });

  test('only one scope if it is registered there', async () => {
    const app = fastify();
    app.register(async (scope) => {
      await scope.register(lynkAuth, { verifier });
      scope.get('/closed', async () => 'in');
    });
    app.get('/open', async (request) => ({ lynk: typeof request.lynk }));
    expect(await statusOf(app, '/closed')).toBe(401);
    expect((await app.inject('/open')).json()).toEqual({ lynk: 'undefined' });
  });

  test('an inner scope with its own options, the stricter of the two', async () => {
    const app = fastify();
    app.register(lynkAuth, { verifier, optional: true });
    app.get('/', async (request) => ({ lynk: request.lynk }));
    app.register(async (scope) => {
      await scope.register(lynkAuth, { verifier, realm: 'inner' });
      scope.get('/inner', { preHandler: requirePermission('update_sboms') }, async () => 'in');
    });
    expect((await app.inject('/')).json()).toEqual({ lynk: null });
    const rejected = await app.inject('/inner');
    expect([rejected.statusCode, rejected.headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="inner"',
    ]);
    expect(await statusOf(app, '/inner', valid)).toBe(200);
  });
});

test.each([
  [{}, /verifier must be/],
  [{ verifier, prefix: '/api' }, /no option "prefix"/],
])('the server does not start with invalid options %#', async (options, message) => {
  const app = fastify().register(lynkAuth, options as never);
  await expect(app.ready()).rejects.toMatchObject({ code: 'configuration', message });
});

test('hides the error of the verifier from the client and passes it to error handlers as the cause', async () => {
  const error = new TypeError('the database is gone');
  for (const verify of [
    () => Promise.reject(error),
    () => {
      throw error;
    },
  ]) {
    const app = fastify();
    app.register(lynkAuth, { verifier: { verify } });
    const response = await app.inject({ url: '/', headers: valid });
    expect([response.statusCode, response.json().message]).toEqual([500, 'Internal Server Error']);

    const appWithHandler = fastify();
    appWithHandler.setErrorHandler((caught: Error, _, reply) => reply.code(502).send(caught.cause === error));
    appWithHandler.register(lynkAuth, { verifier: { verify } });
    const handled = await appWithHandler.inject({ url: '/', headers: valid });
    expect([handled.statusCode, handled.body]).toEqual([502, 'true']);
  }
});

test('sends a refusal unchanged past a serializer of the application', async () => {
  const app = fastify();
  app.addHook(
    'onRequest',
    async (_, reply) => void reply.serializer((payload) => JSON.stringify({ payload })),
  );
  app.register(lynkAuth, { verifier });
  app.get('/', async () => 'in');
  expect((await app.inject('/')).json()).toHaveProperty('errors');
});

test('does not respond again if the app has responded while the verifier ran', async () => {
  const app = fastify();
  app.addHook('onRequest', (_, reply, done) => {
    setTimeout(() => reply.code(504).send(), 20);
    done();
  });
  app.register(lynkAuth, { verifier });
  let handled = 0;
  app.get('/', async () => {
    handled += 1;
  });
  for (const token of [contractTokens.late, contractTokens.rejectsLate]) {
    expect(await statusOf(app, '/', bearer(token))).toBe(504);
  }
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(handled).toBe(0);
});

test('the function clientIp receives the request of Fastify', async () => {
  const app = fastify({ trustProxy: '127.0.0.1' });
  app.register(lynkAuth, { verifier, clientIp: (request) => request.ip });
  app.get('/', async () => 'in');
  const near = bearer(contractTokens.near);
  expect(await statusOf(app, '/', near)).toBe(401);
  expect(await statusOf(app, '/', { ...near, 'x-forwarded-for': '192.0.2.7' })).toBe(200);
});

test('rejects a request whose Authorization header a hook removed', async () => {
  const app = fastify();
  app.addHook('onRequest', async (request) => {
    delete request.headers.authorization;
  });
  app.register(lynkAuth, { verifier });
  app.get('/', async () => 'in');
  expect(await statusOf(app, '/', valid)).toBe(401);
});

test('HTTP/2: rejects a request before its body is sent, and accepts a valid token', async () => {
  const app = fastify({ http2: true });
  app.register(lynkAuth, { verifier });
  app.all('/', { onRequest: requirePermission('view_organization') }, async (request) => ({
    lynk: request.lynk,
  }));
  const session = connect(await app.listen({ port: 0, host: '127.0.0.1' }));
  const send = async (headers: Record<string, string>, endStream = true) => {
    const stream = session.request({ ':path': '/', ...headers }, { endStream });
    stream.on('error', () => undefined);
    const [responseHeaders] = await once(stream, 'response');
    return [
      responseHeaders[':status'],
      responseHeaders['www-authenticate'],
      responseHeaders['lynk-token-expires'],
    ];
  };
  try {
    expect(await send({})).toEqual([401, 'Bearer realm="api"', undefined]);
    expect(await send(bearer(contractTokens.expiring))).toEqual([200, undefined, '2099-01-01T00:00:00.000Z']);
    const large = { ':method': 'POST', 'content-length': String(2 ** 30) };
    expect(await send(large, false)).toEqual([401, 'Bearer realm="api"', undefined]);
    expect(await send(valid)).toEqual([200, undefined, undefined]);
  } finally {
    session.destroy();
    await app.close();
  }
});

test('request.lynk and getPrincipal are typed, and a wrong option is a type error', () => {
  const app = fastify();
  app.get('/', async (request) => {
    expectTypeOf(request.lynk).toEqualTypeOf<Principal | null | undefined>();
    expectTypeOf(getPrincipal(request)).toEqualTypeOf<Principal>();
    expectTypeOf(getPrincipal(request, { optional: true })).toEqualTypeOf<Principal | null>();
  });
  const http2 = fastify({ http2: true });
  http2.get('/', { preHandler: [requirePermission('view_sboms')] }, async (request) => getPrincipal(request));
  http2.addHook('onRequest', requirePermission('view_sboms'));
  const wrong = () => [
    // @ts-expect-error: no verifier
    app.register(lynkAuth, {}),
    // @ts-expect-error: a misspelt option
    app.register(lynkAuth, { verifier, optionnal: true }),
    // @ts-expect-error: not a string
    requirePermission(1),
  ];
  expectTypeOf(wrong).toBeFunction();
});
