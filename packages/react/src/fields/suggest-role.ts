import type { RoleView, SelfView } from '@lynk-auth/authority';

/** The smallest role that has some permissions. */
export interface SuggestedRole {
  readonly role: RoleView;
  readonly permissions: readonly string[];
}

/**
 * Finds the smallest role with some permissions, of those that the person may grant.
 *
 * @param permissions The permissions, for example those of a pipeline that only uploads.
 * @returns `null` if the application does not have all of them, or no role does.
 */
export function suggestRole(
  { grantableRoles, permissionTable }: SelfView,
  permissions: readonly string[],
): SuggestedRole | null {
  if (permissions.length === 0 || !permissions.every((key) => Object.hasOwn(permissionTable, key)))
    return null;
  const [role] = grantableRoles
    .filter((each) => permissions.every((key) => each.permissions.includes(key)))
    .sort((one, other) => one.permissions.length - other.permissions.length);
  return role === undefined ? null : { role, permissions };
}
