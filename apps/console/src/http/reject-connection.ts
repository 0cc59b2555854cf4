import type { Duplex } from 'node:stream';
import { createErrorResponse } from '@lynk-auth/core/server';

/** How long a client may take to read the response and close its side, in milliseconds. */
const CLOSE_MS = 1000;

/**
 * Responds to a connection on which no complete request arrived: 408 if it took too long, otherwise 400. Closes the
 * connection, even if the client goes on sending.
 */
export function rejectConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const { status, headers, body } = createErrorResponse(isLate ? 'request_timeout' : 'bad_request');
  const lines = Object.entries({ ...headers, 'Content-Length': String(body.length), Connection: 'close' });
  socket.end(
    `HTTP/1.1 ${status} ${isLate ? 'Request Timeout' : 'Bad Request'}\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n${body}`,
  );
  const timer = setTimeout(() => socket.destroy(), CLOSE_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}
