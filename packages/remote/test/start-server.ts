/// <reference types="node" />
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real HTTP server on the loopback address. */
export interface TestServer extends AsyncDisposable {
  readonly endpoint: string;
  /** The requests received so far, in order. */
  readonly requests: readonly ReceivedRequest[];
}

/** Responds to a request after its whole body was read. */
export type Respond = (response: ServerResponse, request: ReceivedRequest) => unknown;

export async function startServer(respond: Respond, port = 0): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const listener: RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method, headers } = request;
    requests.push({ method, headers, body });
    respond(response, { method, headers, body });
  };
  const server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/endpoint`,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Responds with JSON. A string body is sent as it is, with the content type of JSON. */
export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
