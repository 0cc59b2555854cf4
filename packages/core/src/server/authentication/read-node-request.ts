import { authorizationValue, type RequestHeaders } from './authorization-value.ts';
import type { RequestFacts } from './create-request-authenticator.ts';

/** As much of Node's `IncomingMessage` (node:http, node:http2) as is read; structural, no import of Node. */
export interface NodeRequestLike extends RequestHeaders {
  readonly headers: RequestHeaders['headers'] &
    Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined;
}

/**
 * Reads a request of Node, for {@link createRequestAuthenticator}.
 *
 * @param request Node's own, or one that has its `rawHeaders`, `headers` and `socket`.
 */
export function readNodeRequest(request: NodeRequestLike): RequestFacts {
  const { headers } = request;
  return {
    authorization: authorizationValue(request),
    remoteAddress: request.socket?.remoteAddress,
    header: (name) => headers[name],
  };
}
