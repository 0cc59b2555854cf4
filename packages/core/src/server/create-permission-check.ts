import { assertPermissions } from '../bearer/bearer-challenge.ts';
import type { HttpAnswer } from './create-answer.ts';
import { type Authorizer, createAuthorizer } from './create-authorizer.ts';
import { getSession } from './session.ts';

/** Judges the request on which a plugin has left who asks: `null` to let it pass, or the finished refusal. */
export type PermissionCheck = (carrier: object) => HttpAnswer | null;

/**
 * Makes what every plugin's `requirePermission` is a shell around. Its challenges have the realm of
 * the plugin that authenticated the request.
 *
 * @param permissions What is needed, all of it: at least one.
 * @returns The check; it throws where no plugin ran, see {@link getSession}.
 * @throws {LynkConfigurationError} for an empty list, or a key that no header could carry.
 * @example
 * const check = createPermissionCheck(['update_sboms']);
 * const refusal = check(request);
 * if (refusal !== null) return send(refusal);
 */
export function createPermissionCheck(permissions: readonly string[]): PermissionCheck {
  assertPermissions('requirePermission', permissions);
  const needed = [...permissions];
  /** By realm: there are as many as the application configured. */
  const authorizers = new Map<string, Authorizer>();
  return (carrier) => {
    const { principal, realm } = getSession(carrier, 'requirePermission');
    let authorizer = authorizers.get(realm);
    if (authorizer === undefined) {
      authorizer = createAuthorizer(needed, realm);
      authorizers.set(realm, authorizer);
    }
    return authorizer.refusal(principal);
  };
}
