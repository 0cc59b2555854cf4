import { type Access, hasPermission } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { OrganizationView } from '../../store/views.ts';

export async function getOrganization(
  { store, rights }: Settings,
  access: Access,
): Promise<Outcome<{ organization: OrganizationView }>> {
  if (!hasPermission(access, rights.viewOrganization)) return failWith('forbidden');
  const organization = await store.getOrganization(access.organizationId);
  return organization === null ? failWith('organization_not_found') : { ok: true, organization };
}
