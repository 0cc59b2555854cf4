import { assertOption } from '@lynk-auth/core/internal';
import { createErrorResponse, type NodeResponseLike, sendNodeResponse } from '@lynk-auth/core/server';
import type { Handler } from './connection.ts';
import { type IncomingRequest, toRequest } from './to-request.ts';

/** A handler for `http.createServer`, and a middleware of Express and Nest. */
export type NodeHandler = (
  incoming: IncomingRequest,
  outgoing: NodeResponseLike,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * Converts a handler to one for Node's own server, and to a middleware of Express 4 and 5 and of Nest. Mount it with
 * `app.use('/auth', toNodeHandler(handler))`: the handler receives the path without the part at which it is mounted.
 *
 * Mount it before the body parsers, so that a request is authenticated before its body is read. Behind them it works
 * too, with the body that they have parsed. A body that something else has read is an error, which goes to `next`.
 *
 * @param handler The handler.
 * @returns The function for Node. It responds to every request and never calls `next` without an error.
 * @throws {LynkConfigurationError} if `handler` is not a function.
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createAuthorityHandler, toNodeHandler } from '@lynk-auth/authority/http';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const verifier = createVerifier({ source: authority.source });
 * const server = createServer(toNodeHandler(createAuthorityHandler({ authority, verifier })));
 * ```
 */
export function toNodeHandler(handler: Handler): NodeHandler {
  assertOption('toNodeHandler', typeof handler === 'function', 'handler must be a function');
  return (incoming, outgoing, next) => serveOnNode(handler, incoming, outgoing, { onError: next });
}

interface ServeOptions {
  /**
   * The path and query.
   * @default those of the request
   */
  readonly path?: string | undefined;
  /**
   * Receives an error instead of a response.
   * @default the response is 500
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Serves one of Node's requests. */
export async function serveOnNode(
  handler: Handler,
  incoming: IncomingRequest,
  outgoing: NodeResponseLike,
  { path, onError }: ServeOptions,
): Promise<void> {
  try {
    const remoteAddress = incoming.socket?.remoteAddress;
    const response = await handler(toRequest(incoming, path), { remoteAddress });
    const { status } = response;
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name] = value;
    });
    sendNodeResponse({ status, headers, body: await response.text() }, incoming, outgoing);
  } catch (error) {
    if (onError !== undefined) onError(error);
    else sendNodeResponse(createErrorResponse('internal_server_error'), incoming, outgoing);
  }
}
