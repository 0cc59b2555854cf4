// Checks the permissions of a principal.
import { assertPermissions, assertRealm, bearerChallenge } from '../../bearer/bearer-challenge.ts';
import { assertOption } from '../../common/assert-option.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import { can } from '../../principal/can.ts';
import type { Permission } from '../../principal/permission.ts';
import type { Principal } from '../../principal/principal.ts';
import { createErrorResponse, type HttpResponse } from '../response/create-error-response.ts';
import { createErrorFormatter, type ErrorFormat } from '../response/error-format.ts';

/** How many of the permissions a principal needs. */
export type PermissionNeed = 'all' | 'any';

/** Options of {@link createAuthorizer}. */
export interface AuthorizerOptions {
  /**
   * The realm of the challenge.
   * @default 'api'
   */
  readonly realm?: string | undefined;
  /**
   * Whether a principal needs `all` of the permissions, or `any` one of them. The response names all of them either way.
   * @default 'all'
   */
  readonly needs?: PermissionNeed | undefined;
  /**
   * The format of the body of error responses: `graphql`, `problem` (RFC 9457), or a function that returns the body.
   * @default 'graphql'
   */
  readonly errorFormat?: ErrorFormat<unknown> | undefined;
}

/** Checks the permissions of a principal. Created by {@link createAuthorizer}. */
export interface Authorizer {
  readonly permissions: readonly string[];
  /**
   * @param principal The principal; `null` for an anonymous request.
   * @param request What a function as `errorFormat` receives.
   * @returns `null` if the principal has all permissions; otherwise an error response: 401 for an anonymous request,
   *   else 403.
   */
  refusal(principal: Principal | null, request?: unknown): HttpResponse | null;
}

/**
 * Creates a permission check. A principal must have the permissions; otherwise the response is a 403 that names them
 * (RFC 6750 section 3.1, `insufficient_scope`).
 *
 * @param permissions The required permissions, at least one.
 * @param options The realm, how many of the permissions are needed, and the format of error responses.
 * @returns The check, frozen.
 * @throws {LynkConfigurationError} for an empty list, a key that cannot be written in a header, or an unknown or invalid
 *   option.
 * @example
 * ```ts
 * import type { Principal } from '@lynk-auth/core';
 * import { createAuthorizer, type HttpResponse } from '@lynk-auth/core/server';
 *
 * declare const principal: Principal;
 * declare const send: (response: HttpResponse) => void;
 *
 * const uploads = createAuthorizer(['update_sboms']);
 * const refusal = uploads.refusal(principal);
 * if (refusal !== null) send(refusal);
 * ```
 */
export function createAuthorizer(
  permissions: readonly string[],
  options: AuthorizerOptions = {},
): Authorizer {
  const caller = 'createAuthorizer';
  assertPermissions(caller, permissions);
  const names = ['realm', 'needs', 'errorFormat'] as const;
  const { realm = 'api', needs = 'all', errorFormat } = readOwnOptions(caller, options, names);
  assertRealm(caller, realm);
  assertOption(caller, needs === 'all' || needs === 'any', 'needs must be "all" or "any"');
  const formatError = createErrorFormatter(caller, errorFormat);
  const required = Object.freeze([...permissions]);
  const unauthorized = createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) });
  const forbidden = createErrorResponse('forbidden', {
    challenge: bearerChallenge(realm, 'insufficient_scope', required),
  });
  return Object.freeze({
    permissions: required,
    refusal(principal: Principal | null, request?: unknown) {
      if (principal === null || principal === undefined) return formatError(unauthorized, request);
      const has = (permission: string) => can(principal, permission as Permission);
      const passes = needs === 'all' ? required.every(has) : required.some(has);
      return passes ? null : formatError(forbidden, request);
    },
  });
}
