import { type Access, hasPermission } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { RoleView } from '../../store/views.ts';

export async function listRoles(
  { store, rights }: Settings,
  access: Access,
): Promise<Outcome<{ roles: readonly RoleView[] }>> {
  if (!hasPermission(access, rights.viewOrganization)) return failWith('forbidden');
  return { ok: true, roles: await store.listRoles(access.organizationId) };
}
