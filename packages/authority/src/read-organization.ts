import { type Outcome, refuse } from './failures.ts';
import type { Settings } from './read-options.ts';
import { may, type Standing } from './standing.ts';
import type { MemberView, OrganizationView, RoleView } from './views.ts';

export async function getOrganization(
  { store }: Settings,
  standing: Standing,
): Promise<Outcome<{ organization: OrganizationView }>> {
  if (!may(standing, 'view_organization')) return refuse('not_allowed');
  const organization = await store.getOrganization(standing.organizationId);
  return organization === null ? refuse('organization_not_found') : { ok: true, organization };
}

export async function listRoles(
  { store }: Settings,
  standing: Standing,
): Promise<Outcome<{ roles: readonly RoleView[] }>> {
  if (!may(standing, 'view_organization')) return refuse('not_allowed');
  return { ok: true, roles: await store.listRoles(standing.organizationId) };
}

export async function listMembers(
  { store }: Settings,
  standing: Standing,
): Promise<Outcome<{ members: readonly MemberView[] }>> {
  if (!may(standing, 'view_users')) return refuse('not_allowed');
  return { ok: true, members: await store.listMembers(standing.organizationId) };
}
