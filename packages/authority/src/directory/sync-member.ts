import { createSystemAccess } from '../access/access.ts';
import type { Settings } from '../read-options.ts';
import type { MemberView } from '../store/views.ts';
import type { Directory } from './directory.ts';
import { readMember } from './read-directory.ts';
import { assertStored, syncRole } from './sync-role.ts';

/** A user in an organization. */
export interface MemberRef {
  readonly organizationId: string;
  readonly userId: string;
}

/** Another process may write the same copy, from an older reading: each turn reads again. */
const MAX_TURNS = 10;

/**
 * Brings the store's copy of a member up to date with the directory. A user whom the directory does not know is removed,
 * with their personal tokens. It returns when a reading of the directory was equal to the copy.
 *
 * @returns Whether the copy was changed.
 * @throws {Error} if the copy and the directory still differ after several turns.
 */
export async function syncMember(settings: Settings, directory: Directory, ref: MemberRef): Promise<boolean> {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    if (!(await syncOnce(settings, directory, ref))) return turn > 0;
  }
  throw new Error('The directory could not be copied to the store: it changes all the time.');
}

/** @returns Whether it wrote something. */
async function syncOnce(settings: Settings, directory: Directory, ref: MemberRef): Promise<boolean> {
  const { store } = settings;
  const { organizationId, userId } = ref;
  const copy = await store.getMember(organizationId, userId);
  const member = await readMember(directory, organizationId, userId);
  const { actor, at } = createSystemAccess(settings, organizationId);
  // The directory decides who administers an organization, so no role is protected.
  const base = { organizationId, actor, at, userId, administratorRoleName: '' };
  if (member === null) {
    if (copy === null) return false;
    assertStored(await store.apply({ type: 'remove_member', ...base }));
    return true;
  }
  const { roleId, name = null, email = null, suspended = false } = member;
  const roleChanged = await syncRole(settings, directory, { organizationId, roleId });
  if (copy === null) {
    const added = await store.apply({ type: 'add_member', ...base, roleId, name, email });
    // Another process has added them meanwhile.
    if (added.ok || added.reason !== 'conflict') assertStored(added);
    return true;
  }
  const differs = copy.role.id !== roleId || copy.name !== name || copy.email !== email;
  if (differs) assertStored(await store.apply({ type: 'update_member', ...base, roleId, name, email }));
  const suspends = isSuspended(copy) !== suspended;
  if (suspends) {
    assertStored(await store.apply({ type: suspended ? 'suspend_member' : 'resume_member', ...base }));
  }
  return roleChanged || differs || suspends;
}

const isSuspended = ({ suspendedAt }: MemberView): boolean => suspendedAt !== null;
