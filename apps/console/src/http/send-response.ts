import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpResponse } from '@lynk-auth/core/server';

/** The size and the time within which the rest of a body is discarded, so that the connection can be reused. */
const DRAIN_BYTES = 256 * 1024;
const DRAIN_MS = 2000;

/**
 * Sends a response. Discards the rest of the request body up to a limit, and closes the connection beyond it.
 */
export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: HttpResponse,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
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
