import type { RemoveMember, SetPolicy, UpdateMember, UpdateRole } from '@lynk-auth/authority';
import { base, type World } from './world.ts';

export const networks = ['192.0.2.0/24', '2001:db8::/32'] as const;

export function setPolicy(world: World, overrides: Partial<SetPolicy> = {}): SetPolicy {
  const { organizationId } = world;
  return { ...base, type: 'set_policy', organizationId, policy: { allowedNetworks: networks }, ...overrides };
}

/** Makes the world's member a viewer. */
export function updateMember(world: World, overrides: Partial<UpdateMember> = {}): UpdateMember {
  const { organizationId, userId, viewerRoleId: roleId } = world;
  return { ...base, type: 'update_member', organizationId, userId, roleId, ...overrides };
}

/** Takes the world's member out. */
export function removeMember(world: World, overrides: Partial<RemoveMember> = {}): RemoveMember {
  const { organizationId, userId } = world;
  return { ...base, type: 'remove_member', organizationId, userId, ...overrides };
}

/** Changes the viewer's role: it is no system role. */
export function updateRole(world: World, overrides: Partial<UpdateRole> = {}): UpdateRole {
  const { organizationId, viewerRoleId: roleId } = world;
  return { ...base, type: 'update_role', organizationId, roleId, ...overrides };
}
