import { inputSchemas, readInput } from '../operations/read-input.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import { waitForLease } from '../store/wait-for-lease.ts';
import type { DirectoryChange } from './directory.ts';
import { syncMember } from './sync-member.ts';
import { syncRole } from './sync-role.ts';

export async function directoryChanged(
  settings: Settings,
  change: DirectoryChange,
): Promise<Outcome<{ changed: boolean }>> {
  const { directory, store } = settings;
  const read = readInput(inputSchemas.directoryChange, change);
  if (!read.ok) return read;
  const { organizationId, userId, roleId } = read.value;
  if (directory === undefined) return failWith('no_directory');
  if ((await store.getOrganization(organizationId)) === null) return failWith('organization_not_found');
  let changed = false;
  if (roleId !== undefined) changed = await syncRole(settings, directory, { organizationId, roleId });
  const users =
    userId === undefined && roleId === undefined
      ? (await store.listMembers(organizationId)).map((member) => member.userId)
      : [userId].filter((id) => id !== undefined);
  for (const id of users) {
    changed = (await syncMember(settings, directory, { organizationId, userId: id })) || changed;
  }
  await waitForLease(store.leaseMs);
  return { ok: true, changed };
}
