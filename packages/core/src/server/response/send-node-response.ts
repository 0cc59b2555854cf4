import type { HttpResponse } from './create-error-response.ts';
import { discardRequestBody, type IncomingLike } from './discard-request-body.ts';

/** The part of Node's `ServerResponse` that is used. A structural type, without an import of Node. */
export interface NodeResponseLike {
  readonly headersSent: boolean;
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/**
 * Sends an error response with Node's own functions, byte for byte. Frameworks add headers to a response and
 * evaluate `If-None-Match`. It discards the body of the request ({@link discardRequestBody}), and does nothing if a
 * response was sent already.
 *
 * @param errorResponse The error response.
 * @param request Node's request.
 * @param response Node's response. Headers that were set before, such as those of CORS, are kept.
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
  response.setHeader('Content-Length', String(new TextEncoder().encode(errorResponse.body).length));
  if (discardRequestBody(request)) response.setHeader('Connection', 'close');
  response.end(errorResponse.body);
}
