/// <reference types="node" />
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authorizationCorpus } from '@lynk-auth/conformance';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly isAuthorized: boolean;
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  /** The header `X-Own`. */
  readonly own: unknown;
  readonly body: string;
}

export const token = authorizationCorpus.valid_token;
export const stale = authorizationCorpus.unknown_token;

/** Starts a small local API that accepts one token. */
export async function startApi(data: unknown = { organization: { id: 'o1', name: 'Acme Corp' } }) {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('latin1')) body += chunk;
    const isAuthorized = request.headers.authorization === `Bearer ${token}`;
    const { method, url: path, headers } = request;
    const { 'content-type': contentType, 'content-length': contentLength, 'x-own': own } = headers;
    requests.push({ method, path, isAuthorized, contentType, contentLength, own, body });
    if (path === '/empty') return response.writeHead(204).end();
    response
      .writeHead(isAuthorized ? 200 : 401, {
        'content-type': 'application/json',
        'lynk-token-expires': '2030-01-31T00:00:00Z',
      })
      .end(
        isAuthorized
          ? JSON.stringify({ data })
          : '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}',
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint: `${origin}/lynkapi`,
    origin,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
