/// <reference types="node" />
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request, as it arrived. */
export interface Arrived {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real server on this machine. */
export interface TestServer extends AsyncDisposable {
  readonly endpoint: string;
  /** What has arrived, in order. */
  readonly arrived: readonly Arrived[];
}

/** Answers a request that has been read to its end. */
export type Respond = (response: ServerResponse, request: Arrived) => unknown;

export async function startServer(respond: Respond, port = 0): Promise<TestServer> {
  const arrived: Arrived[] = [];
  const listener: RequestListener = async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method, headers } = request;
    arrived.push({ method, headers, body });
    respond(response, { method, headers, body });
  };
  const server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ask`,
    arrived,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Answers with JSON, or with a text that is called so. */
export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
