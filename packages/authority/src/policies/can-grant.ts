import { type Access, hasAllPermissions } from '../access/access.ts';
import type { Policies } from './policies.ts';

/** Returns whether an actor may grant these permissions to a token, or extend a token that has them. */
export function canGrant(
  roleGrants: Policies['roleGrants'],
  access: Access,
  permissions: readonly string[],
): boolean {
  const anyRole = roleGrants === 'any_role' && access.actor.kind !== 'token';
  return anyRole || hasAllPermissions(access, permissions);
}
