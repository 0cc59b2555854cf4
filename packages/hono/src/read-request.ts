import { authorizationValue, type RequestFacts } from '@lynk-auth/core/server';
import type { Context } from 'hono';

/**
 * The part of `c.env` that is read: what a runtime passes to Hono besides the request. The type is structural
 * and imports no runtime. On Workers these can be names of the application's bindings, with any value.
 */
interface RuntimeLike extends ServerLike {
  /** Node: `@hono/node-server` passes Node's request. */
  readonly incoming?: {
    readonly rawHeaders?: unknown;
    readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
    readonly socket?: { readonly remoteAddress?: unknown };
  };
  /** Deno: the second argument of a `Deno.serve` handler. */
  readonly remoteAddr?: { readonly hostname?: unknown };
  /** Bun: the server is the second argument of `fetch`, or the application passed it under this name. */
  readonly server?: ServerLike;
}

interface ServerLike {
  readonly port?: unknown;
  requestIP?(request: Request): { readonly address?: unknown } | null;
}

/** Reads a Hono request. The address is absent on runtimes that do not expose the socket, such as Workers. */
export function readRequest(c: Context): RequestFacts {
  const request = c.req.raw;
  const runtime = c.env as RuntimeLike | null | undefined;
  const incoming = read(runtime, 'incoming');
  const rawHeaders = Array.isArray(incoming?.rawHeaders) ? incoming.rawHeaders : undefined;
  const nodeHeaders = rawHeaders && incoming?.headers;
  return {
    authorization: authorizationValue({
      rawHeaders,
      headers: { authorization: request.headers.get('authorization') ?? undefined },
    }),
    remoteAddress: findRemoteAddress(runtime, request),
    // A middleware may have replaced the request, so X-Forwarded-For is read from it. All other headers come from
    // Node's request if there is one: reading a missing header from a Request costs a third of the token's hash.
    header: (name) =>
      nodeHeaders && name !== 'x-forwarded-for' ? nodeHeaders[name] : request.headers.get(name),
  };
}

/**
 * Reads a property that a runtime, or the class of its object, has. One of a polluted `Object.prototype` must not become
 * the address of the client.
 */
const read = <Name extends keyof RuntimeLike>(
  runtime: RuntimeLike | null | undefined,
  name: Name,
): RuntimeLike[Name] | undefined =>
  runtime == null || (name in Object.prototype && !Object.hasOwn(runtime, name)) ? undefined : runtime[name];

function findRemoteAddress(runtime: RuntimeLike | null | undefined, request: Request): string | undefined {
  const address =
    read(runtime, 'incoming')?.socket?.remoteAddress ??
    read(runtime, 'remoteAddr')?.hostname ??
    addressFromServer(read(runtime, 'server'), request) ??
    addressFromServer(runtime, request);
  return typeof address === 'string' ? address : undefined;
}

// On Workers, a binding to another Worker has a function for every name, but no port.
const addressFromServer = (server: ServerLike | null | undefined, request: Request): unknown =>
  typeof server?.port === 'number' && typeof server.requestIP === 'function'
    ? server.requestIP(request)?.address
    : undefined;
