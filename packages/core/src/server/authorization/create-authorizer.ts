// Checks the permissions of a principal.
import { assertPermissions, assertRealm, bearerChallenge } from '../../bearer/bearer-challenge.ts';
import { assertOption } from '../../common/assert-option.ts';
import { can } from '../../principal/can.ts';
import type { Permission } from '../../principal/permission.ts';
import type { Principal } from '../../principal/principal.ts';
import { createErrorResponse, type HttpResponse } from '../response/create-error-response.ts';

/** How many of the permissions a principal needs. */
export type PermissionNeed = 'all' | 'any';

/** Checks the permissions of a principal. Created by {@link createAuthorizer}. */
export interface Authorizer {
  readonly permissions: readonly string[];
  /**
   * @param principal The principal; `null` for an anonymous request.
   * @returns `null` if the principal has all permissions; otherwise an error response: 401 for an anonymous request,
   *   else 403.
   */
  refusal(principal: Principal | null): HttpResponse | null;
}

/**
 * Creates a permission check. A principal must have the permissions; otherwise the response is a 403 that names them
 * (RFC 6750 section 3.1, `insufficient_scope`).
 *
 * @param permissions The required permissions, at least one.
 * @param realm The realm of the challenge. Default: `api`.
 * @param needs Whether a principal needs `all` of the permissions, or `any` one of them. Default: `all`. The response
 *   names all of them either way.
 * @returns The check, frozen.
 * @throws {LynkConfigurationError} for an empty list, or a key that cannot be written in a header.
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
  realm = 'api',
  needs: PermissionNeed = 'all',
): Authorizer {
  assertPermissions('createAuthorizer', permissions);
  assertRealm('createAuthorizer', realm);
  assertOption('createAuthorizer', needs === 'all' || needs === 'any', 'needs must be "all" or "any"');
  const required = Object.freeze([...permissions]);
  const unauthorized = createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) });
  const forbidden = createErrorResponse('forbidden', {
    challenge: bearerChallenge(realm, 'insufficient_scope', required),
  });
  return Object.freeze({
    permissions: required,
    refusal(principal: Principal | null) {
      if (principal === null || principal === undefined) return unauthorized;
      const has = (permission: string) => can(principal, permission as Permission);
      return (needs === 'all' ? required.every(has) : required.some(has)) ? null : forbidden;
    },
  });
}
