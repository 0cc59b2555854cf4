import { authorizationValue, type RequestFacts } from '@lynk-auth/core';
import type { Context } from 'hono';

/**
 * What runtimes hand to Hono besides the request, as much of it as is read: structural, no import of
 * theirs. On Workers these are names that the application chose for its bindings, and can be anything.
 */
interface RuntimeLike extends ServerLike {
  /** Node: `@hono/node-server` gives Node's own request. */
  readonly incoming?: {
    readonly rawHeaders?: unknown;
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
  const rawHeaders = runtime?.incoming?.rawHeaders;
  return {
    authorization: authorizationValue({
      rawHeaders: Array.isArray(rawHeaders) ? rawHeaders : undefined,
      headers: { authorization: request.headers.get('authorization') ?? undefined },
    }),
    remoteAddress: addressOf(runtime, request),
    header: (name) => request.headers.get(name),
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
