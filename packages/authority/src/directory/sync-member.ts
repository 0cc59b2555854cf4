import { createSystemAccess } from '../access/access.ts';
import type { Settings } from '../read-options.ts';
import type { MemberView } from '../store/views.ts';
import { copyReading, type Reading } from './copy-reading.ts';
import type { Directory } from './directory.ts';
import { readMember } from './read-directory.ts';
import { syncRole } from './sync-role.ts';

/** A user in an organization. */
export interface MemberRef {
  readonly organizationId: string;
  readonly userId: string;
}

/**
 * Brings the store's copy of a member up to date with the directory. A user whom the directory does not know is removed,
 * with their personal tokens. It returns when a reading of the directory was equal to the copy.
 *
 * @param confirms Whether to make older readings of other processes outdated, also if the copy is equal already.
 * @returns Whether the copy was changed.
 */
export async function syncMember(
  settings: Settings,
  directory: Directory,
  ref: MemberRef,
  confirms = false,
): Promise<boolean> {
  let roleChanged = false;
  const read = async () => {
    const { roleIsNew, ...reading } = await readDifference(settings, directory, ref);
    roleChanged ||= roleIsNew;
    return reading;
  };
  const memberChanged = await copyReading(settings.store, read, confirms);
  return roleChanged || memberChanged;
}

/** @returns Also whether the copy of the member's role was changed. */
async function readDifference(
  settings: Settings,
  directory: Directory,
  ref: MemberRef,
): Promise<Reading & { readonly roleIsNew: boolean }> {
  const { organizationId, userId } = ref;
  const copy = await settings.store.getMember(organizationId, userId);
  const member = await readMember(directory, settings, ref);
  const { actor, at } = createSystemAccess(settings, organizationId);
  // The directory decides who administers an organization, so no role is protected.
  const base = { organizationId, actor, at, userId, administratorRoleName: '' };
  const remove = { type: 'remove_member', ...base } as const;
  if (member === null) {
    return { command: copy === null ? null : remove, confirmation: remove, roleIsNew: false };
  }
  const { roleId, name = null, email = null, suspended = false } = member;
  const roleIsNew = await syncRole(settings, directory, { organizationId, roleId });
  const update = { type: 'update_member', ...base, roleId, name, email } as const;
  const result = (command: Reading['command']) => ({ command, confirmation: update, roleIsNew });
  if (copy === null) return result({ type: 'add_member', ...base, roleId, name, email });
  // A suspension comes before other changes, and the end of one after them.
  const suspends = isSuspended(copy) !== suspended;
  if (suspends && suspended) return result({ type: 'suspend_member', ...base });
  if (copy.role.id !== roleId || copy.name !== name || copy.email !== email) return result(update);
  return result(suspends ? { type: 'resume_member', ...base } : null);
}

const isSuspended = ({ suspendedAt }: MemberView): boolean => suspendedAt !== null;
