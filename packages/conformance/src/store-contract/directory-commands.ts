import type { RemoveMember, SetPolicy, SetSystemRoles, UpdateMember, UpdateRole } from '@lynk-auth/authority';
import { adminPermissions, base, type Fixture } from './fixture.ts';

export const networks = ['192.0.2.0/24', '2001:db8::/32'] as const;

export function setPolicy(fixture: Fixture, overrides: Partial<SetPolicy> = {}): SetPolicy {
  const { organizationId } = fixture;
  return { ...base, type: 'set_policy', organizationId, policy: { allowedNetworks: networks }, ...overrides };
}

/** Gives the administrators another permission. */
export function setSystemRoles(fixture: Fixture, overrides: Partial<SetSystemRoles> = {}): SetSystemRoles {
  const { organizationId, adminRoleId: id } = fixture;
  const roles = [{ id, name: 'Admin', permissions: [...adminPermissions, 'fly'] }];
  return { ...base, type: 'set_system_roles', organizationId, roles, ...overrides };
}

/** Makes the fixture's member a viewer. */
export function updateMember(fixture: Fixture, overrides: Partial<UpdateMember> = {}): UpdateMember {
  const { organizationId, userId, viewerRoleId: roleId } = fixture;
  return { ...base, type: 'update_member', organizationId, userId, roleId, ...overrides };
}

/** Takes the fixture's member out. */
export function removeMember(fixture: Fixture, overrides: Partial<RemoveMember> = {}): RemoveMember {
  const { organizationId, userId } = fixture;
  return { ...base, type: 'remove_member', organizationId, userId, ...overrides };
}

/** Changes the viewer's role: it is no system role. */
export function updateRole(fixture: Fixture, overrides: Partial<UpdateRole> = {}): UpdateRole {
  const { organizationId, viewerRoleId: roleId } = fixture;
  return { ...base, type: 'update_role', organizationId, roleId, ...overrides };
}
