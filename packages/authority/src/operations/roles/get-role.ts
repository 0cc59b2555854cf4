import { type Access, hasPermission } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { RoleView } from '../../store/views.ts';
import { isId } from '../read-input.ts';

export async function getRole(
  { store, rights }: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ role: RoleView }>> {
  if (!hasPermission(access, rights.viewOrganization)) return failWith('forbidden');
  const role = isId(id) ? await store.getRole(access.organizationId, id) : null;
  return role === null ? failWith('role_not_found') : { ok: true, role };
}
