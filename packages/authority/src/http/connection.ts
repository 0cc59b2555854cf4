import type { RequestFacts } from '@lynk-auth/core/server';

/** What a server knows about a request beside the request itself. All of it is optional. */
export interface Connection {
  /** The address of the socket's peer. */
  readonly remoteAddress?: string | null | undefined;
  /** Node's request, as `@hono/node-server` passes it in `c.env`. */
  readonly incoming?:
    | { readonly socket?: { readonly remoteAddress?: string | null | undefined } | null | undefined }
    | undefined;
  /** The address on Deno: the second argument of a `Deno.serve` handler. */
  readonly remoteAddr?: { readonly hostname?: string | undefined } | undefined;
}

/** A web-standard handler. It does not reject. */
export type Handler = (request: Request, connection?: Connection) => Promise<Response>;

/** A request and its connection. */
export interface ConnectedRequest {
  readonly request: Request;
  readonly connection: Connection | null | undefined;
  /**
   * The value of `Authorization`.
   * @default that of the request
   */
  readonly authorization?: string | undefined;
}

/** Reads a request, for `createRequestAuthenticator`. */
export const readConnectedRequest = ({
  request,
  connection,
  authorization,
}: ConnectedRequest): RequestFacts => ({
  authorization: authorization ?? request.headers.get('authorization'),
  remoteAddress: findAddress(connection),
  header: (name) => request.headers.get(name),
});

/** On Workers, the second argument has the application's own bindings, with any value under these names. */
function findAddress(connection: Connection | null | undefined): string | undefined {
  const address: unknown =
    connection?.remoteAddress ??
    connection?.incoming?.socket?.remoteAddress ??
    connection?.remoteAddr?.hostname;
  return typeof address === 'string' ? address : undefined;
}
