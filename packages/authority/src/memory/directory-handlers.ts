import {
  changePolicy,
  defaultOrganizationPolicy,
  listRolesOfPolicy,
} from '../policies/organization-policy.ts';
import type { RoleView } from '../store/views.ts';
import { failed, type Handlers } from './handlers.ts';
import { findMember, findRole, insertMember, isSame, localKey, logChange, rolesOf } from './memory-state.ts';

/** The commands that create and change organizations, and add their members. */
export const directoryHandlers: Handlers<
  'create_organization' | 'set_system_roles' | 'set_policy' | 'add_member'
> = {
  create_organization(state, { organizationId, name, roles, admin, at }) {
    const adminOf = () => findMember(state, organizationId, admin?.userId ?? null) ?? null;
    const newRoles = roles.map(({ id, name, permissions, system }) => ({
      id,
      organizationId,
      name,
      permissions,
      system,
    }));
    const existing = state.organizations.get(organizationId);
    if (existing !== undefined) return { ok: true, organization: existing, admin: adminOf() };
    const ids = new Set(newRoles.map((role) => role.id));
    if (ids.size !== newRoles.length) return failed('conflict');
    if (admin !== undefined && !ids.has(admin.roleId)) return failed('role_not_found');
    const policy = defaultOrganizationPolicy;
    const organization = { id: organizationId, name, policy, createdAt: at, updatedAt: at };
    state.organizations.set(organizationId, organization);
    for (const role of newRoles) state.roles.set(localKey(organizationId, role.id), role);
    if (admin !== undefined) insertMember(state, { ...admin, organizationId, createdAt: at });
    logChange(state, { organizationId });
    return { ok: true, organization, admin: adminOf() };
  },

  set_system_roles(state, { organizationId, roles }) {
    if (!state.organizations.has(organizationId)) return failed('organization_not_found');
    const before = rolesOf(state, organizationId);
    const changed = roles.map(({ id, name, permissions }): RoleView => {
      const existing = before.find((role) => role.system && isSameName(role.name, name));
      return {
        id: existing?.id ?? id,
        organizationId,
        name: existing?.name ?? name,
        permissions,
        system: true,
      };
    });
    if (changed.some((role) => isTaken(role, before))) return failed('conflict');
    const written = changed.filter((role) => !isSame(role, findRole(state, organizationId, role.id)));
    for (const role of written) state.roles.set(localKey(organizationId, role.id), role);
    if (written.length > 0) logChange(state, { organizationId });
    return { ok: true, roles: changed };
  },

  set_policy(state, { organizationId, policy: changes, at }) {
    const organization = state.organizations.get(organizationId);
    if (organization === undefined) return failed('organization_not_found');
    const policy = changePolicy(organization.policy, changes);
    if (isSame(organization.policy, policy)) return { ok: true, organization };
    const isRole = (id: string) => findRole(state, organizationId, id) !== undefined;
    if (!listRolesOfPolicy(changes).every(isRole)) return failed('role_not_found');
    const changed = { ...organization, policy, updatedAt: at };
    state.organizations.set(organizationId, changed);
    logChange(state, { organizationId });
    return { ok: true, organization: changed };
  },

  add_member(state, { organizationId, userId, name, email, roleId, at }) {
    if (!state.organizations.has(organizationId)) return failed('organization_not_found');
    const role = findRole(state, organizationId, roleId);
    if (role === undefined) return failed('role_not_found');
    const existing = findMember(state, organizationId, userId);
    if (existing !== undefined) {
      const same = existing.name === name && existing.email === email && existing.role.id === roleId;
      return same ? { ok: true, member: existing } : failed('conflict');
    }
    insertMember(state, { organizationId, userId, name, email, roleId, createdAt: at });
    logChange(state, { organizationId, userId });
    return {
      ok: true,
      member: { organizationId, userId, name, email, role, createdAt: at, suspendedAt: null },
    };
  },
};

const isSameName = (one: string, other: string): boolean => one.normalize() === other.normalize();

/** Whether a custom role has the id of a system role, or the name of a new one. */
function isTaken({ id, name }: RoleView, before: readonly RoleView[]): boolean {
  const isNew = !before.some((role) => role.system && role.id === id);
  return before.some((role) => !role.system && (role.id === id || (isNew && isSameName(role.name, name))));
}
