import { createSystemAccess } from '../access/access.ts';
import type { Settings } from '../read-options.ts';
import { copyReading, type Reading } from './copy-reading.ts';
import type { Directory } from './directory.ts';
import { readRole } from './read-directory.ts';

/** A role of an organization. */
export interface RoleRef {
  readonly organizationId: string;
  readonly roleId: string;
}

/**
 * Brings the store's copy of a role up to date with the directory. A role that the directory does not know any more keeps no
 * permission. System roles are not those of the directory.
 *
 * @param confirms Whether to make older readings of other processes outdated, also if the copy is equal already.
 * @returns Whether the copy was changed.
 */
export async function syncRole(
  settings: Settings,
  directory: Directory,
  ref: RoleRef,
  confirms = false,
): Promise<boolean> {
  const { store } = settings;
  if (directory.getRole === undefined) return false;
  if ((await store.getRole(ref.organizationId, ref.roleId))?.system === true) return false;
  return copyReading(store, () => readDifference(settings, directory, ref), confirms);
}

async function readDifference(settings: Settings, directory: Directory, ref: RoleRef): Promise<Reading> {
  const { organizationId, roleId } = ref;
  const copy = await settings.store.getRole(organizationId, roleId);
  const role = await readRole(directory, settings, ref);
  const { actor, at } = createSystemAccess(settings, organizationId);
  const base = { organizationId, actor, at, roleId };
  if (copy === null) {
    return {
      command: role && { type: 'create_role', ...base, ...role, limit: null },
      confirmation: { type: 'delete_role', ...base },
    };
  }
  const { name, permissions } = role ?? { name: copy.name, permissions: [] };
  const update = { type: 'update_role', ...base, name, permissions } as const;
  const isEqual = name === copy.name && permissions.join(' ') === copy.permissions.join(' ');
  return { command: isEqual ? null : update, confirmation: update };
}
