import { assertPermissions } from '../../bearer/bearer-challenge.ts';
import { getAuthContext } from '../authentication/auth-context.ts';
import type { HttpResponse } from '../response/create-error-response.ts';
import { type Authorizer, createAuthorizer } from './create-authorizer.ts';

/** Judges the request on which a plugin has left who asks: `null` to let it pass, or the finished refusal. */
export type PermissionCheck = (request: object) => HttpResponse | null;

/**
 * Makes what every plugin's `requirePermission` is a shell around. Its challenges have the realm of
 * the plugin that authenticated the request.
 *
 * @param permissions What is needed, all of it: at least one.
 * @returns The check; it throws where no plugin ran, see {@link getAuthContext}.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
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
export function createPermissionCheck(permissions: readonly string[]): PermissionCheck {
  assertPermissions('requirePermission', permissions);
  const needed = [...permissions];
  /** By realm: there are as many as the application configured. */
  const authorizers = new Map<string, Authorizer>();
  return (request) => {
    const { principal, realm } = getAuthContext(request, 'requirePermission');
    let authorizer = authorizers.get(realm);
    if (authorizer === undefined) {
      authorizer = createAuthorizer(needed, realm);
      authorizers.set(realm, authorizer);
    }
    return authorizer.refusal(principal);
  };
}
