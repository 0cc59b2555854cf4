/// <reference types="node" />
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { type Handler, toNodeHandler } from '../../src/http/index.ts';
import { listen, type RunningServer } from './servers.ts';

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

/** Starts a listener and sends it raw bytes; returns everything that it sends until it closes the connection. */
async function send(listener: RequestListener, ...lines: readonly string[]): Promise<string> {
  server = await listen(listener, '');
  const socket = connect(Number(new URL(server.base).port), '127.0.0.1');
  socket.end(`${lines.join('\r\n')}`);
  return text(socket);
}

/** Returns what it received. */
const echo: Handler = async (request, connection) =>
  Response.json({
    method: request.method,
    url: request.url,
    authorization: request.headers.get('authorization'),
    cookie: request.headers.get('cookie'),
    body: await request.text(),
    ...connection,
  });

const bodyOf = (response: string): unknown => JSON.parse(response.split('\r\n\r\n')[1] ?? '');

test('passes all lines of a header, the address and the whole body', async () => {
  const response = await send(
    toNodeHandler(echo),
    'POST /a//b/?x=1 HTTP/1.1',
    'Host: auth.example:8080',
    'Authorization: Bearer one',
    'Authorization: Bearer two',
    'Transfer-Encoding: chunked',
    'Connection: close',
    '',
    '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
  );
  expect(bodyOf(response)).toEqual({
    method: 'POST',
    url: 'http://auth.example:8080/a//b/?x=1',
    authorization: 'Bearer one, Bearer two',
    cookie: null,
    body: 'abcde',
    remoteAddress: '127.0.0.1',
  });
});

test.each([
  ['//evil.example/introspect', 'auth.example', 'http://auth.example//evil.example/introspect'],
  ['http://evil.example/introspect', 'auth.example', 'http://auth.example/'],
  ['*', 'auth.example', 'http://auth.example/'],
  ['/introspect', 'not a host', 'http://localhost/introspect'],
  ['/introspect', 'user:password@auth.example', 'http://localhost/introspect'],
  ['/introspect', 'auth.example:99999', 'http://localhost/introspect'],
  ['/introspect', '[::1]:8080', 'http://[::1]:8080/introspect'],
])('a request for %s at the host %s has a URL', async (target, host, url) => {
  const response = await send(
    toNodeHandler(echo),
    `OPTIONS ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    '',
    '',
  );
  expect(bodyOf(response)).toMatchObject({ url });
});

test('a body that something else has read is an error, for Express or as a 500', async () => {
  const app = express();
  app.use((request, _response, next) => {
    request.resume().on('end', next);
  });
  app.use('/plain', (request, response) => toNodeHandler(echo)(request, response));
  app.use(toNodeHandler(echo));
  app.use(((error: Error, _request, response, _next) => {
    response.status(500).json(error.message);
  }) as express.ErrorRequestHandler);
  server = await listen(app, '');
  const init = { method: 'POST', body: 'token=secret' };
  const passed = await fetch(`${server.base}/`, init);
  expect([passed.status, await passed.json()]).toEqual([
    500,
    'toNodeHandler: the body of the request was read before. Mount the handler before what reads bodies.',
  ]);
  const plain = await fetch(`${server.base}/plain`, init);
  expect([plain.status, await plain.json()]).toEqual([
    500,
    { errors: [{ message: 'Internal Server Error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  ]);
});

test.each([
  ['json', 'application/json', '{"a":[1,"ü"]}', '{"a":[1,"ü"]}'],
  ['urlencoded', 'application/x-www-form-urlencoded', 'a=1&a=2&b=%26', 'a=1&a=2&b=%26'],
  ['text', 'text/plain', 'a=ü', 'a=ü'],
  ['raw', 'application/octet-stream', 'a=ü', 'a=ü'],
] as const)('restores a body that express.%s has parsed', async (parser, type, body, restored) => {
  const app = express();
  app.use(express[parser](), toNodeHandler(echo));
  server = await listen(app, '');
  const headers = { 'content-type': type };
  const response = await fetch(server.base, { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({ body: restored });
});

test('a client that goes away while its body is read ends the request', async () => {
  let settle: (error: unknown) => void = () => undefined;
  const failure = new Promise((resolve) => {
    settle = resolve;
  });
  const handler: Handler = async (request) => {
    await request.text().catch(settle);
    return new Response();
  };
  server = await listen(toNodeHandler(handler), '');
  const socket = connect(Number(new URL(server.base).port), '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', () => socket.destroy());
  await once(socket, 'close');
  expect(await failure).toMatchObject({ message: 'The client closed the connection.' });
});

test('rejects what is not a handler', () => {
  expect(() => toNodeHandler(undefined as never)).toThrow('handler must be a function');
});
