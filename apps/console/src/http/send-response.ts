import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpResponse } from '@lynk-auth/core/server';

/** How much of a refused body may still come, and for how long, so that the connection can be used again. */
const DRAIN_BYTES = 256 * 1024;
const DRAIN_MS = 2000;

/**
 * Sends a finished answer. What is left of the request's body is thrown away as it comes, up to a
 * limit: behind that the connection is cut.
 */
export function sendResponse(request: IncomingMessage, response: ServerResponse, answer: HttpResponse): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, {
    ...answer.headers,
    'Content-Length': Buffer.byteLength(answer.body),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
  if (!request.complete) drain(request);
}

function drain(request: IncomingMessage): void {
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), DRAIN_MS).unref();
  let size = 0;
  request.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > DRAIN_BYTES) socket.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.on('error', () => {});
}
