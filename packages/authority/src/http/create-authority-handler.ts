import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { createErrorResponse, toResponse } from '@lynk-auth/core/server';
import type { Handler } from './connection.ts';
import { createHealthHandler, type HealthHandlerOptions } from './create-health-handler.ts';
import {
  createIntrospectionHandler,
  type IntrospectionHandlerOptions,
} from './create-introspection-handler.ts';
import { createRevocationHandler } from './create-revocation-handler.ts';

/** Options of {@link createAuthorityHandler}. */
export interface AuthorityHandlerOptions extends IntrospectionHandlerOptions, HealthHandlerOptions {
  /**
   * The path below which the endpoints are, such as `/auth`. Needed only where the server passes the whole path of a
   * request to a handler: Express and Hono's `mount` remove the part at which a handler is mounted.
   * @default ''
   */
  readonly basePath?: string | undefined;
}

const caller = 'createAuthorityHandler';

/**
 * Creates the handler of all endpoints of an authority: `POST /introspect` (RFC 7662), `POST /revoke` (RFC 7009) and
 * `GET /healthz`. Every other path is 404.
 *
 * It is a function from a web `Request` to a promise of a `Response`, for any server that has them. On Node's own server,
 * Express and Nest, wrap it with {@link toNodeHandler}; on Fastify, with {@link toFastifyPlugin}.
 *
 * @param options The authority and the verifier of its tokens; optionally the base path, the issuer, and how callers are
 *   authenticated.
 * @returns The handler. It does not reject.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createAuthorityHandler } from '@lynk-auth/authority/http';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const verifier = createVerifier({ source: authority.source });
 * const handler = createAuthorityHandler({ authority, verifier, basePath: '/auth' });
 * ```
 */
export function createAuthorityHandler(options: AuthorityHandlerOptions): Handler {
  const {
    basePath = '',
    issuer,
    healthTimeoutMs,
    ...own
  } = readOwnOptions(caller, options, [
    'basePath',
    'issuer',
    'healthTimeoutMs',
    'authority',
    'onError',
    'verifier',
    'realm',
    'timeoutMs',
    'clientIp',
  ]);
  assertOption(
    caller,
    basePath === '' || (typeof basePath === 'string' && /^(?:\/[\w.~-]+)+$/.test(basePath)),
    'basePath must start with a slash and end without one, such as "/auth"',
  );
  const { authority, onError } = own;
  const handlers = new Map<string, Handler>([
    ['/introspect', createIntrospectionHandler({ ...own, issuer })],
    ['/revoke', createRevocationHandler(own)],
    ['/healthz', createHealthHandler({ authority, onError, healthTimeoutMs })],
  ]);
  const notFound: Handler = async () => toResponse(createErrorResponse('not_found'));
  return (request, connection) => {
    const { pathname } = new URL(request.url);
    const isBelow = pathname.startsWith(`${basePath}/`);
    const handler = isBelow ? handlers.get(pathname.slice(basePath.length)) : undefined;
    return (handler ?? notFound)(request, connection);
  };
}
