import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Running } from '../runtimes/runtime.ts';
import { listen } from './listen.ts';

/** What a `Request` is made of. */
export interface RequestParts {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Responds to one request. */
export type Respond = (parts: RequestParts, request: IncomingMessage) => Promise<Response>;

function partsOf(request: IncomingMessage): RequestParts {
  const { method = 'GET', url = '/', rawHeaders } = request;
  // Every line as it came: Node's `headers` keeps one of two.
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  );
  const bodiless = method === 'GET' || method === 'HEAD';
  const body = bodiless ? null : toStream(request);
  return { url: `http://127.0.0.1${url}`, method, headers, body };
}

/** Reads nothing until it is read: Node discards a body that was not touched. */
function toStream(request: IncomingMessage): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        chunks ??= request[Symbol.asyncIterator]();
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(result: Response, response: ServerResponse): Promise<void> {
  result.headers.forEach((value, name) => {
    response.setHeader(name, value);
  });
  response.writeHead(result.status);
  response.end(new Uint8Array(await result.arrayBuffer()));
}

/** A small bridge between Node's server and web requests: what fails is a 500 that tells nothing. */
export const serveRequests = (respond: Respond): Promise<Running> =>
  listen(
    createServer((request, response) => {
      respond(partsOf(request), request)
        .then((result) => send(result, response))
        .catch(() => {
          if (!response.headersSent) response.writeHead(500);
          response.end();
        });
    }),
  );
