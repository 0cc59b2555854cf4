/// <reference types="node" />
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createErrorResponse } from './create-error-response.ts';
import { sendNodeResponse } from './send-node-response.ts';

const errorResponse = createErrorResponse('unauthorized', { challenge: 'Bearer realm="api"' });

/** The response of a real server to one request. */
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
  sendNodeResponse(errorResponse, request, response);

test('README example', async () => {
  const { status, headers, body } = await ask(send);
  expect([status, body]).toEqual([401, errorResponse.body]);
  for (const [name, value] of Object.entries(errorResponse.headers)) expect(headers.get(name)).toBe(value);
  expect(headers.get('content-length')).toBe(String(errorResponse.body.length));
  expect(headers.get('connection')).toBe('keep-alive');
});

test('closes the connection if a large body was not read', async () => {
  const { status, headers } = await ask(send, { method: 'POST', body: 'x'.repeat(70_000) });
  expect([status, headers.get('connection')]).toEqual([401, 'close']);
});

test('keeps headers that were set before, and does nothing after a response was sent', async () => {
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

test('leaves no listener on a connection that serves many rejected uploads', async () => {
  const counts: number[] = [];
  const sockets = new Set<object>();
  const server = createServer((incoming, response) => {
    sockets.add(incoming.socket);
    counts.push(incoming.socket.listenerCount('close'));
    send(incoming, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const { port } = server.address() as AddressInfo;
    for (let index = 0; index < 20; index += 1) {
      const outgoing = request({ port, agent, method: 'POST' });
      outgoing.end('x'.repeat(1000));
      const [response] = await once(outgoing, 'response');
      response.resume();
      await once(response, 'end');
    }
  } finally {
    agent.destroy();
    server.close();
  }
  expect([sockets.size, counts.length]).toEqual([1, 20]);
  expect(Math.max(...counts)).toBe(counts[0]);
});
