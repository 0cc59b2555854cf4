import { createSystemAccess } from '../../access/access.ts';
import type { Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { waitForLease } from '../../store/wait-for-lease.ts';

/** What an update of the system roles has reached. */
export interface UpdatedSystemRoles {
  /** The number of organizations that are up to date. */
  readonly organizations: number;
  /** The ids of organizations that have a custom role with the id or the name of a new system role. They stay as they were. */
  readonly conflicts: readonly string[];
}

export async function updateSystemRoles(settings: Settings): Promise<Outcome<UpdatedSystemRoles>> {
  const { store, systemRoles: roles } = settings;
  const organizations = await store.listOrganizations();
  const conflicts: string[] = [];
  for (const { id: organizationId } of organizations) {
    const { actor, at } = createSystemAccess(settings, organizationId);
    const updated = await store.apply({ type: 'set_system_roles', organizationId, actor, at, roles });
    // One organization must not keep the others from a new version.
    if (!updated.ok) conflicts.push(organizationId);
  }
  await waitForLease(store.leaseMs);
  return { ok: true, organizations: organizations.length - conflicts.length, conflicts };
}
