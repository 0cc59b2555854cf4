import { assertPermissions } from '../../bearer/bearer-challenge.ts';
import { getAuthContext } from '../authentication/auth-context.ts';
import type { HttpResponse } from '../response/create-error-response.ts';
import { type Authorizer, createAuthorizer, type PermissionNeed } from './create-authorizer.ts';

/** Checks the permissions of an authenticated request: returns `null` to let it pass, or an error response. */
export type PermissionCheck = (request: object) => HttpResponse | null;

/**
 * Creates the check that `requirePermission` of every plugin wraps. Its challenges have the realm of the plugin
 * that authenticated the request.
 *
 * @param permissions The required permissions, at least one.
 * @param needs Whether a principal needs `all` of the permissions, or `any` one of them. Default: `all`.
 * @returns The check. It throws if no plugin ran before: see {@link getAuthContext}.
 * @throws {LynkConfigurationError} for an empty list, or a key that cannot be written in a header.
 * @example
 * ```ts
 * import type { IncomingMessage } from 'node:http';
 * import { createPermissionCheck, type HttpResponse } from '@lynk-auth/core/server';
 *
 * declare const request: IncomingMessage;
 * declare const send: (response: HttpResponse) => void;
 *
 * const check = createPermissionCheck(['update_sboms']);
 * const refusal = check(request);
 * if (refusal !== null) send(refusal);
 * ```
 */
export function createPermissionCheck(
  permissions: readonly string[],
  needs: PermissionNeed = 'all',
): PermissionCheck {
  assertPermissions('requirePermission', permissions);
  const required = [...permissions];
  /** One per realm. An application configures few of them. */
  const authorizers = new Map<string, Authorizer>();
  return (request) => {
    const { principal, realm, formatError } = getAuthContext(request, 'requirePermission');
    let authorizer = authorizers.get(realm);
    if (authorizer === undefined) {
      authorizer = createAuthorizer(required, { realm, needs });
      authorizers.set(realm, authorizer);
    }
    const refusal = authorizer.refusal(principal);
    return refusal !== null && formatError !== undefined ? formatError(refusal, request as never) : refusal;
  };
}
