import { createSystemAccess } from '../access/access.ts';
import { inputSchemas, readInput } from '../operations/read-input.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import { waitForLease } from '../store/wait-for-lease.ts';
import { assertStored, readNewestChange } from './copy-reading.ts';
import type { DirectoryChange } from './directory.ts';
import { syncMember } from './sync-member.ts';
import { syncRole } from './sync-role.ts';

export async function directoryChanged(
  settings: Settings,
  change: DirectoryChange,
): Promise<Outcome<{ changed: boolean }>> {
  const { directory, store } = settings;
  const read = readInput(inputSchemas().directoryChange, change, settings);
  if (!read.ok) return read;
  const { organizationId, userId, roleId } = read.value;
  if (directory === undefined) return failWith('no_directory');
  if ((await store.getOrganization(organizationId)) === null) return failWith('organization_not_found');
  let changed = false;
  if (roleId !== undefined) changed = await syncRole(settings, directory, { organizationId, roleId }, true);
  if (userId !== undefined) {
    changed = (await syncMember(settings, directory, { organizationId, userId }, true)) || changed;
  }
  if (userId === undefined && roleId === undefined) {
    await outdateReadings(settings, organizationId);
    for (const member of await store.listMembers(organizationId)) {
      changed = (await syncMember(settings, directory, member)) || changed;
    }
  }
  await waitForLease(store.leaseMs);
  return { ok: true, changed };
}

/** Adds a change of the whole organization: what other processes have read before is not copied any more. */
async function outdateReadings(settings: Settings, organizationId: string): Promise<void> {
  const { store } = settings;
  const basedOn = await readNewestChange(store);
  const { actor, at } = createSystemAccess(settings, organizationId);
  const base = { organizationId, actor, at, basedOn };
  const outcome = await store.apply({ type: 'set_policy', ...base, policy: {} });
  assertStored(outcome);
}
