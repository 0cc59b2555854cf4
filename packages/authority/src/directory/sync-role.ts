import { createSystemAccess } from '../access/access.ts';
import type { Settings } from '../read-options.ts';
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
 * @returns Whether the copy was changed.
 */
export async function syncRole(settings: Settings, directory: Directory, ref: RoleRef): Promise<boolean> {
  const { store } = settings;
  const { organizationId, roleId } = ref;
  const copy = await store.getRole(organizationId, roleId);
  if (directory.getRole === undefined || copy?.system === true) return false;
  const role = await readRole(directory, settings, ref);
  const { actor, at } = createSystemAccess(settings, organizationId);
  const base = { organizationId, actor, at, roleId };
  if (copy === null) {
    if (role === null) return false;
    assertStored(await store.apply({ type: 'create_role', ...base, ...role, limit: null }));
    return true;
  }
  const { name, permissions } = role ?? { name: copy.name, permissions: [] };
  if (name === copy.name && permissions.join(' ') === copy.permissions.join(' ')) return false;
  assertStored(await store.apply({ type: 'update_role', ...base, name, permissions }));
  return true;
}

/** @throws {Error} if a command failed: the store has no such organization or role, or the name of a role is taken. */
export function assertStored(
  outcome: { readonly ok: true } | { readonly ok: false; readonly reason: string },
): void {
  if (!outcome.ok) throw new Error(`The directory could not be copied to the store: ${outcome.reason}.`);
}
