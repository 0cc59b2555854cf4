import { authorizationValue, type RequestFacts } from '@lynk-auth/core/server';
import type { Context } from 'hono';

/**
 * What runtimes hand to Hono besides the request, as much of it as is read: structural, no import of
 * theirs. On Workers these are names that the application chose for its bindings, and can be anything.
 */
interface RuntimeLike extends ServerLike {
  /** Node: `@hono/node-server` gives Node's own request. */
  readonly incoming?: {
    readonly rawHeaders?: unknown;
    readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly socket?: { readonly remoteAddress?: unknown };
  };
  /** Deno: the second argument of a `Deno.serve` handler. */
  readonly remoteAddr?: { readonly hostname?: unknown };
  /** Bun: the server itself is that argument, or has been passed on under this name. */
  readonly server?: ServerLike;
}

interface ServerLike {
  readonly port?: unknown;
  requestIP?(request: Request): { readonly address?: unknown } | null;
}

/** Reads a request of Hono. Where the runtime tells of no socket, as on Workers, there is no address. */
export function readRequest(c: Context): RequestFacts {
  const request = c.req.raw;
  const runtime = c.env as RuntimeLike | null | undefined;
  const incoming = runtime?.incoming;
  const rawHeaders = Array.isArray(incoming?.rawHeaders) ? incoming.rawHeaders : undefined;
  const came = rawHeaders && incoming?.headers;
  return {
    authorization: authorizationValue({
      rawHeaders,
      headers: { authorization: request.headers.get('authorization') ?? undefined },
    }),
    remoteAddress: addressOf(runtime, request),
    // What an address is counted from is the request's, since a middleware may have replaced that. All else
    // is what came, where that is at hand: to ask for a header that is not there costs a third of the hash.
    header: (name) => (came && name !== 'x-forwarded-for' ? came[name] : request.headers.get(name)),
  };
}

function addressOf(runtime: RuntimeLike | null | undefined, request: Request): string | undefined {
  const address =
    runtime?.incoming?.socket?.remoteAddress ??
    runtime?.remoteAddr?.hostname ??
    toldByServer(runtime?.server, request) ??
    toldByServer(runtime, request);
  return typeof address === 'string' ? address : undefined;
}

// A binding to another Worker has a function of every name, but no port.
const toldByServer = (server: ServerLike | null | undefined, request: Request): unknown =>
  typeof server?.port === 'number' && typeof server.requestIP === 'function'
    ? server.requestIP(request)?.address
    : undefined;
