import { type Access, may } from './access.ts';
import { type Outcome, refuse } from './failures.ts';
import type { Settings } from './read-options.ts';
import type { MemberView, OrganizationView, RoleView } from './views.ts';

export async function getOrganization(
  { store }: Settings,
  access: Access,
): Promise<Outcome<{ organization: OrganizationView }>> {
  if (!may(access, 'view_organization')) return refuse('not_allowed');
  const organization = await store.getOrganization(access.organizationId);
  return organization === null ? refuse('organization_not_found') : { ok: true, organization };
}

export async function listRoles(
  { store }: Settings,
  access: Access,
): Promise<Outcome<{ roles: readonly RoleView[] }>> {
  if (!may(access, 'view_organization')) return refuse('not_allowed');
  return { ok: true, roles: await store.listRoles(access.organizationId) };
}

export async function listMembers(
  { store }: Settings,
  access: Access,
): Promise<Outcome<{ members: readonly MemberView[] }>> {
  if (!may(access, 'view_users')) return refuse('not_allowed');
  return { ok: true, members: await store.listMembers(access.organizationId) };
}
