import { type Access, hasAllPermissions } from '../access/access.ts';
import type { Settings } from '../read-options.ts';

/** Returns whether an actor may grant these permissions to a token, or extend a token that has them. */
export function canGrant({ policies }: Settings, access: Access, permissions: readonly string[]): boolean {
  const anyRole = policies.roleGrants === 'any_role' && access.actor.kind !== 'token';
  return anyRole || hasAllPermissions(access, permissions);
}
