import { removeRoleFromPolicy } from '../policies/organization-policy.ts';
import type { DeleteRole } from '../store/command.ts';
import type { RoleView } from '../store/views.ts';
import { failed, type Handlers } from './handlers.ts';
import { findRole, isSame, localKey, logChange, type MemoryState, rolesOf } from './memory-state.ts';

/** The commands on the roles of an organization. */
export const roleHandlers: Handlers<'create_role' | 'update_role' | 'delete_role'> = {
  create_role(state, { organizationId, roleId, name, permissions, limit }) {
    if (!state.organizations.has(organizationId)) return failed('organization_not_found');
    const role = { id: roleId, organizationId, name, permissions, system: false };
    const existing = findRole(state, organizationId, roleId);
    if (existing !== undefined) {
      return isSame(existing, role) ? { ok: true, role: existing } : failed('conflict');
    }
    // A token of a deleted role must not come back to life.
    if (tokensOf(state, organizationId, roleId).length > 0) return failed('conflict');
    if (isNameTaken(state, role)) return failed('name_taken');
    const count = rolesOf(state, organizationId).filter(({ system }) => !system).length;
    if (limit !== null && count >= limit) return failed('limit_reached');
    state.roles.set(localKey(organizationId, roleId), role);
    logChange(state, { organizationId, roleId });
    return { ok: true, role };
  },

  update_role(state, { organizationId, roleId, name, permissions }) {
    const role = findRole(state, organizationId, roleId);
    if (role === undefined) return failed('role_not_found');
    if (role.system) return failed('system_role');
    const changed = { ...role, name: name ?? role.name, permissions: permissions ?? role.permissions };
    if (isSame(changed, role)) return { ok: true, role };
    if (changed.name !== role.name && isNameTaken(state, changed)) return failed('name_taken');
    state.roles.set(localKey(organizationId, roleId), changed);
    logChange(state, { organizationId, roleId });
    return { ok: true, role: changed };
  },

  delete_role(state, { organizationId, roleId, successorRoleId, at }) {
    const role = findRole(state, organizationId, roleId);
    if (role === undefined) return { ok: true };
    if (role.system) return failed('system_role');
    const members = [...state.members].filter(
      ([, member]) => member.organizationId === organizationId && member.roleId === roleId,
    );
    const tokens = tokensOf(state, organizationId, roleId).filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || at < expiresAt),
    );
    if (successorRoleId === undefined) {
      if (members.length > 0 || tokens.length > 0) return failed('role_in_use');
    } else {
      const successor = findRole(state, organizationId, successorRoleId);
      if (successor === undefined || successorRoleId === roleId) return failed('role_not_found');
      for (const [key, member] of members) state.members.set(key, { ...member, roleId: successorRoleId });
      for (const token of tokens) {
        state.tokens.set(token.id, { ...token, roleId: successorRoleId, updatedAt: at });
      }
    }
    state.roles.delete(localKey(organizationId, roleId));
    removeFromPolicy(state, { organizationId, roleId, at });
    logChange(state, { organizationId, roleId });
    return { ok: true };
  },
};

function removeFromPolicy(
  { organizations }: MemoryState,
  { organizationId, roleId, at }: Pick<DeleteRole, 'organizationId' | 'roleId' | 'at'>,
): void {
  const organization = organizations.get(organizationId);
  if (organization === undefined) return;
  const policy = removeRoleFromPolicy(organization.policy, roleId);
  if (policy !== organization.policy) {
    organizations.set(organizationId, { ...organization, policy, updatedAt: at });
  }
}

const tokensOf = ({ tokens }: MemoryState, organizationId: string, roleId: string) =>
  [...tokens.values()].filter((token) => token.organizationId === organizationId && token.roleId === roleId);

const isNameTaken = (state: MemoryState, { organizationId, id, name }: RoleView): boolean =>
  rolesOf(state, organizationId).some((role) => role.id !== id && role.name.normalize() === name.normalize());
