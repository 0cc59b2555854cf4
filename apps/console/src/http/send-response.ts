import type { IncomingMessage, ServerResponse } from 'node:http';
import { discardRequestBody } from '@lynk-auth/core/server';
import type { Reply } from '../site/reply.ts';

/** Sends a response. Receives and discards the rest of the request body, so that a client that is still sending can read it. */
export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Reply,
): void {
  if (response.headersSent || response.destroyed) return;
  if (discardRequestBody(request)) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    ...headers,
    'Content-Length': Buffer.byteLength(body),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
