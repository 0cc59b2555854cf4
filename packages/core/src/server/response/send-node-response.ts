import type { HttpResponse } from './create-error-response.ts';
import { type IncomingLike, shouldCloseConnection } from './should-close-connection.ts';

/** As much of Node's `ServerResponse` as is used; structural, no import of Node. */
export interface NodeResponseLike {
  readonly headersSent: boolean;
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/**
 * Sends a refusal by Node's own means, byte for byte: what frameworks send by theirs they add to, and
 * judge by `If-None-Match`. The connection is closed where the request's body was left unread
 * ({@link shouldCloseConnection}). Where something was sent already, it does nothing.
 *
 * @param errorResponse The finished refusal.
 * @param request Node's own request.
 * @param response Node's own response, with whatever headers others have set: those of CORS, for one.
 */
export function sendNodeResponse(
  errorResponse: HttpResponse,
  request: IncomingLike,
  response: NodeResponseLike,
): void {
  if (response.headersSent) return;
  response.statusCode = errorResponse.status;
  for (const name of Object.keys(errorResponse.headers))
    response.setHeader(name, errorResponse.headers[name] as string);
  // Every answer is ASCII.
  response.setHeader('Content-Length', String(errorResponse.body.length));
  if (shouldCloseConnection(request)) response.setHeader('Connection', 'close');
  response.end(errorResponse.body);
}
