/// <reference types="node" />
import { once } from 'node:events';
import { connect, createServer, type Http2Server } from 'node:http2';
import { serve } from '@hono/node-server';
import { contractTokens, contractVerifier } from '@lynk-auth/conformance';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { lynkAuth } from '../src/index.ts';

test('HTTP/2: rejects a request before its body is sent, and accepts a valid token', async () => {
  const app = new Hono().use(lynkAuth({ verifier: contractVerifier })).all('/', (c) => c.json(c.var.lynk));
  const { server, port } = await new Promise<{ server: Http2Server; port: number }>((resolve) => {
    const server = serve({ fetch: app.fetch, createServer, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ server, port }),
    ) as Http2Server;
  });
  const session = connect(`http://127.0.0.1:${port}`);
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
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  try {
    expect(await send({})).toEqual([401, 'Bearer realm="api"', undefined]);
    expect(await send(bearer(contractTokens.expiring))).toEqual([200, undefined, '2099-01-01T00:00:00.000Z']);
    const large = { ':method': 'POST', 'content-length': String(2 ** 30) };
    expect(await send(large, false)).toEqual([401, 'Bearer realm="api"', undefined]);
    expect(await send(bearer(contractTokens.near))).toEqual([
      401,
      'Bearer realm="api", error="invalid_token"',
      undefined,
    ]);
  } finally {
    session.destroy();
    server.close();
  }
});
