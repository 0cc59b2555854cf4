import { assertPermissions, assertRealm, bearerChallenge } from '../../bearer/bearer-challenge.ts';
import { can } from '../../principal/can.ts';
import type { Principal } from '../../principal/principal.ts';
import { createErrorResponse, type HttpResponse } from '../response/create-error-response.ts';

/** Judges whether a principal may pass. Made by {@link createAuthorizer}. */
export interface Authorizer {
  readonly permissions: readonly string[];
  /**
   * @param principal Who asks; `null` for nobody.
   * @returns `null` to let it pass, or the finished refusal: 401 for nobody, 403 otherwise.
   */
  refusal(principal: Principal | null): HttpResponse | null;
}

/**
 * Makes the check behind every `requirePermission`: all of the permissions, or a 403 that names
 * what is needed (RFC 6750 section 3.1, `insufficient_scope`).
 *
 * @param permissions What is needed: at least one.
 * @param realm The realm of the challenge. Default: `api`.
 * @returns The check, frozen.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
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
export function createAuthorizer(permissions: readonly string[], realm = 'api'): Authorizer {
  assertPermissions('createAuthorizer', permissions);
  assertRealm('createAuthorizer', realm);
  const needed = Object.freeze([...permissions]);
  const nobody = createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) });
  const forbidden = createErrorResponse('forbidden', {
    challenge: bearerChallenge(realm, 'insufficient_scope', needed),
  });
  return Object.freeze({
    permissions: needed,
    refusal(principal: Principal | null) {
      if (principal === null || principal === undefined) return nobody;
      return needed.every((permission) => can(principal, permission)) ? null : forbidden;
    },
  });
}
