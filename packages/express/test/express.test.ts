import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import { createRequestAuthenticator, readNodeRequest } from '@lynk-auth/core/server';
import express, { type ErrorRequestHandler, type Express } from 'express';
import express4 from 'express4';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { getPrincipal, lynkAuth, requirePermission } from '../src/index.ts';

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const valid = bearer(contractTokens.valid);

/** Serves an app while `use` runs. */
async function withApp<T>(app: Express, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const statusOf = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s', (_, framework) => {
  test('error handlers receive the original error of the verifier', async () => {
    const error = new TypeError('no');
    for (const verify of [
      () => {
        throw error;
      },
      () => Promise.reject(error),
    ]) {
      const received: unknown[] = [];
      const onError: ErrorRequestHandler = (caught, _request, response, _next) => {
        received.push(caught);
        response.status(502).end();
      };
      const app = framework().use(lynkAuth({ verifier: { verify } }), onError);
      expect(await withApp(app, (url) => statusOf(url, valid))).toBe(502);
      expect(received).toEqual([error]);
    }
  });

  test('does not respond again if the app has responded while the verifier ran', async () => {
    let handled = 0;
    const app = framework();
    app.use((_request, response, next) => {
      setTimeout(() => response.status(504).end(), 20);
      next();
    });
    app.use(lynkAuth({ verifier: contractVerifier }), (_request, response) => {
      handled += 1;
      response.end();
    });
    await withApp(app, async (url) => {
      for (const token of [contractTokens.late, contractTokens.rejectsLate]) {
        expect(await statusOf(url, bearer(token))).toBe(504);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await statusOf(url)).toBe(401);
    });
    expect(handled).toBe(0);
  });

  test('rejects a request whose Authorization header a middleware removed', async () => {
    const app = framework();
    app.use((request, _response, next) => {
      delete request.headers.authorization;
      next();
    });
    app.use(lynkAuth({ verifier: contractVerifier }));
    expect(await withApp(app, (url) => statusOf(url, valid))).toBe(401);
  });

  test('works on a router, on a route, and twice on one request', async () => {
    const router = framework.Router();
    router.use(lynkAuth({ verifier: contractVerifier, optional: true }));
    router.get(
      '/inner',
      lynkAuth({ verifier: contractVerifier, realm: 'inner' }),
      requirePermission('view_organization', 'update_sboms'),
      (request, response) => response.json(getPrincipal(request).organizationId),
    );
    const app = framework().use('/api', router);
    app.get('/open', (_request, response) => response.json('open'));
    await withApp(app, async (url) => {
      expect(await (await fetch(`${url}/api/inner`, valid)).json()).toBe('o1');
      const rejected = await fetch(`${url}/api/inner`);
      expect(rejected.headers.get('www-authenticate')).toBe('Bearer realm="inner"');
      expect(await statusOf(`${url}/api/missing`)).toBe(404);
      expect(await statusOf(`${url}/open`)).toBe(200);
    });
  });

  test('the function clientIp receives the request of Express', async () => {
    const app = framework();
    app.set('trust proxy', 1);
    app.use(lynkAuth({ verifier: contractVerifier, clientIp: (request) => request.ip }));
    app.use((_request, response) => response.end());
    await withApp(app, async (url) => {
      const near = bearer(contractTokens.near);
      expect(await statusOf(url, near)).toBe(401);
      const headers = { ...near.headers, 'x-forwarded-for': '192.0.2.7' };
      expect(await statusOf(url, { headers })).toBe(200);
    });
  });
});

test('request.lynk and getPrincipal are typed, and a wrong option is a type error', () => {
  const app = express();
  app.get('/', (request) => {
    expectTypeOf(request.lynk).toEqualTypeOf<Principal | null | undefined>();
    expectTypeOf(getPrincipal(request)).toEqualTypeOf<Principal>();
    expectTypeOf(getPrincipal(request, { optional: true })).toEqualTypeOf<Principal | null>();
  });
  // @ts-expect-error A misspelt option.
  expect(() => lynkAuth({ verifier: contractVerifier, optinal: true })).toThrow(/optinal/);
  // @ts-expect-error A promise for a verifier.
  expect(() => lynkAuth({ verifier: Promise.resolve(contractVerifier) })).toThrow(/await it/);
  // @ts-expect-error An array.
  expect(() => requirePermission(['update_sboms'])).toThrow(/permission/);
  // @ts-expect-error At least one permission is required.
  expect(() => requirePermission()).toThrow(/at least one permission/);
});

test('README example: authenticates a WebSocket upgrade', async () => {
  const authenticator = createRequestAuthenticator(
    'upgrades',
    { verifier: contractVerifier },
    readNodeRequest,
  );
  const server = createServer(express()).on('upgrade', async (request, socket) => {
    let status = 500;
    try {
      const result = await authenticator.authenticate(request);
      status = result.ok ? 501 : result.response.status;
    } catch {}
    socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upgrade = async (token?: string) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const line = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
    socket.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${line}\r\n`);
    const [response] = await once(socket, 'data');
    socket.destroy();
    return Number(String(response).split(' ')[1]);
  };
  expect(await upgrade()).toBe(401);
  expect(await upgrade(contractTokens.unknown)).toBe(401);
  expect(await upgrade(contractTokens.throws)).toBe(500);
  expect(await upgrade(contractTokens.valid)).toBe(501);
  server.close();
});
