import { createSystemAccess } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { waitForLease } from '../../store/wait-for-lease.ts';

export async function updateSystemRoles(settings: Settings): Promise<Outcome<{ organizations: number }>> {
  const { store, systemRoles: roles } = settings;
  const organizations = await store.listOrganizations();
  for (const { id: organizationId } of organizations) {
    const { actor, at } = createSystemAccess(settings, organizationId);
    const updated = await store.apply({ type: 'set_system_roles', organizationId, actor, at, roles });
    if (!updated.ok) return failWith(updated.reason);
  }
  await waitForLease(store.leaseMs);
  return { ok: true, organizations: organizations.length };
}
