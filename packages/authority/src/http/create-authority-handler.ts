import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { createErrorResponse, toResponse } from '@lynk-auth/core/server';
import { createManagementHandler, type ManagementOptions } from './api/create-management-handler.ts';
import { assertBasePath } from './assert-base-path.ts';
import type { Handler } from './connection.ts';
import { createHealthHandler, type HealthHandlerOptions } from './create-health-handler.ts';
import {
  createIntrospectionHandler,
  type IntrospectionHandlerOptions,
} from './create-introspection-handler.ts';
import { createRevocationHandler } from './create-revocation-handler.ts';

/** Options of {@link createAuthorityHandler}. */
export interface AuthorityHandlerOptions
  extends IntrospectionHandlerOptions,
    HealthHandlerOptions,
    Partial<ManagementOptions> {
  /**
   * The path below which the endpoints are, such as `/auth`. Needed only where the server passes the whole path of a
   * request to a handler: Express and Hono's `mount` remove the part at which a handler is mounted.
   * @default ''
   */
  readonly basePath?: string | undefined;
}

const caller = 'createAuthorityHandler';

/**
 * Creates the handler of all endpoints of an authority: `POST /introspect` (RFC 7662), `POST /revoke` (RFC 7009),
 * `GET /healthz` and, with the option `actor`, the management API below `/api`. Every other path is 404.
 *
 * It is a function from a web `Request` to a promise of a `Response`, for any server that has them. On Node's own server,
 * Express and Nest, wrap it with {@link toNodeHandler}; on Fastify, with {@link toFastifyPlugin}.
 *
 * @param options The authority and the verifier of its tokens; optionally the base path, the issuer, how callers are
 *   authenticated, and who uses the management API.
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
    actor,
    origins,
    ...own
  } = readOwnOptions(caller, options, [
    'basePath',
    'issuer',
    'healthTimeoutMs',
    'actor',
    'origins',
    'authority',
    'onError',
    'verifier',
    'realm',
    'timeoutMs',
    'clientIp',
  ]);
  assertBasePath(caller, basePath);
  assertOption(
    caller,
    actor !== undefined || origins === undefined,
    'origins needs actor: without it, there is no management API',
  );
  const { authority, onError, realm, clientIp } = own;
  const handlers = new Map<string, Handler>([
    ['/introspect', createIntrospectionHandler({ ...own, issuer })],
    ['/revoke', createRevocationHandler(own)],
    ['/healthz', createHealthHandler({ authority, onError, healthTimeoutMs })],
  ]);
  const notFound: Handler = async () => toResponse(createErrorResponse('not_found'));
  const api = `${basePath}/api`;
  const management =
    actor === undefined
      ? notFound
      : createManagementHandler({ authority, onError, clientIp, realm, actor, origins, basePath: api });
  return (request, connection) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(`${api}/`)) return management(request, connection);
    const isBelow = pathname.startsWith(`${basePath}/`);
    const handler = isBelow ? handlers.get(pathname.slice(basePath.length)) : undefined;
    return (handler ?? notFound)(request, connection);
  };
}
