/// <reference types="node" />
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createErrorResponse } from './create-error-response.ts';
import { sendNodeResponse } from './send-node-response.ts';

const answer = createErrorResponse('unauthorized', { challenge: 'Bearer realm="api"' });

/** What a real server answers to one request. */
async function ask(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  init?: RequestInit,
): Promise<{ status: number; headers: Headers; body: string }> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/`, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const send = (request: IncomingMessage, response: ServerResponse) =>
  sendNodeResponse(answer, request, response);

test('README example', async () => {
  const { status, headers, body } = await ask(send);
  expect([status, body]).toEqual([401, answer.body]);
  for (const [name, value] of Object.entries(answer.headers)) expect(headers.get(name)).toBe(value);
  expect(headers.get('content-length')).toBe(String(answer.body.length));
  expect(headers.get('connection')).toBe('keep-alive');
});

test('a large body that is left unread closes the connection', async () => {
  const { status, headers } = await ask(send, { method: 'POST', body: 'x'.repeat(70_000) });
  expect([status, headers.get('connection')]).toEqual([401, 'close']);
});

test('what others have set stays, and what was sent is left alone', async () => {
  const { headers } = await ask((request, response) => {
    response.setHeader('Vary', 'Origin');
    send(request, response);
  });
  expect(headers.get('vary')).toBe('Origin');
  const { status, body } = await ask((request, response) => {
    response.end('done');
    send(request, response);
  });
  expect([status, body]).toEqual([200, 'done']);
});
