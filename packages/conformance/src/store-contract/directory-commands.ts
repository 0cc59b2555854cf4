import type {
  CreateRole,
  DeleteRole,
  RemoveMember,
  ResumeMember,
  SetPolicy,
  SetSystemRoles,
  SuspendMember,
  UpdateMember,
  UpdateRole,
} from '@lynk-auth/authority';
import { adminPermissions, base, type Fixture, viewerPermissions } from './fixture.ts';

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

/**
 * A command on the fixture's member, who is its only administrator. Its role is not named as that of the administrators,
 * so that the member can be demoted, suspended and removed.
 */
const aboutMember = ({ organizationId, userId }: Fixture) => ({
  ...base,
  organizationId,
  userId,
  administratorRoleName: 'Owner',
});

/** Makes the fixture's member a viewer. */
export function updateMember(fixture: Fixture, overrides: Partial<UpdateMember> = {}): UpdateMember {
  return { ...aboutMember(fixture), type: 'update_member', roleId: fixture.viewerRoleId, ...overrides };
}

export function suspendMember(fixture: Fixture, overrides: Partial<SuspendMember> = {}): SuspendMember {
  return { ...aboutMember(fixture), type: 'suspend_member', ...overrides };
}

export function resumeMember(fixture: Fixture, overrides: Partial<ResumeMember> = {}): ResumeMember {
  const { organizationId, userId } = fixture;
  return { ...base, type: 'resume_member', organizationId, userId, ...overrides };
}

/** Takes the fixture's member out. */
export function removeMember(fixture: Fixture, overrides: Partial<RemoveMember> = {}): RemoveMember {
  return { ...aboutMember(fixture), type: 'remove_member', ...overrides };
}

/** Changes the viewer's role: it is no system role. */
export function updateRole(fixture: Fixture, overrides: Partial<UpdateRole> = {}): UpdateRole {
  const { organizationId, viewerRoleId: roleId } = fixture;
  return { ...base, type: 'update_role', organizationId, roleId, ...overrides };
}

/** Creates a role with the permissions of the viewer. */
export function createRole(fixture: Fixture, overrides: Partial<CreateRole> = {}): CreateRole {
  return {
    ...base,
    type: 'create_role',
    organizationId: fixture.organizationId,
    roleId: crypto.randomUUID(),
    name: 'Auditor',
    permissions: viewerPermissions,
    limit: null,
    ...overrides,
  };
}

/** Deletes the viewer's role. */
export function deleteRole(fixture: Fixture, overrides: Partial<DeleteRole> = {}): DeleteRole {
  const { organizationId, viewerRoleId: roleId } = fixture;
  return { ...base, type: 'delete_role', organizationId, roleId, ...overrides };
}
