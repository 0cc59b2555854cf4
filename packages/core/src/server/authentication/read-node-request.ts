import { readOwn } from '../../common/read-own.ts';
import { authorizationValue, type RequestHeaders } from './authorization-value.ts';
import type { RequestFacts } from './create-request-authenticator.ts';

/** The part of Node's `IncomingMessage` (node:http, node:http2) that is read. A structural type, without an import of Node. */
export interface NodeRequestLike extends RequestHeaders {
  readonly headers: RequestHeaders['headers'] &
    Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined;
}

/**
 * Reads a Node request, for {@link createRequestAuthenticator}.
 *
 * @param request Node's request, or an object with its `rawHeaders`, `headers` and `socket`.
 * @returns What the authenticator needs.
 */
export function readNodeRequest(request: NodeRequestLike): RequestFacts {
  const { headers } = request;
  return {
    authorization: authorizationValue(request),
    remoteAddress: request.socket?.remoteAddress,
    header: (name) => readOwn(headers, name),
  };
}
