import type { RoleView, SetSystemRoles } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import { listRoles } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { insertRole } from './insert-role.ts';
import { isSame } from './is-same.ts';

export async function setSystemRoles(
  db: Kysely<Schema>,
  { organizationId, roles }: SetSystemRoles,
): Promise<CommandResult<SetSystemRoles>> {
  if ((await findOrganization(db, organizationId)) === null) {
    return unchanged({ ok: false, reason: 'organization_not_found' });
  }
  const before = await listRoles(db, organizationId);
  const changed = roles.map(({ id, name, permissions }): RoleView => {
    const existing = before.find((role) => role.system && isSameName(role.name, name));
    return {
      id: existing?.id ?? id,
      organizationId,
      name: existing?.name ?? name,
      permissions,
      system: true,
    };
  });
  if (changed.some((role) => isTaken(role, before))) {
    return unchanged({ ok: false, reason: 'conflict' });
  }
  const old = (role: RoleView) => before.find(({ id }) => id === role.id);
  const written = changed.filter((role) => !isSame(old(role)?.permissions, role.permissions));
  for (const role of written) {
    if (old(role) === undefined) await insertRole(db, role);
    else {
      await db
        .updateTable('roles')
        .set({ permissions: JSON.stringify(role.permissions) })
        .where('organization_id', '=', organizationId)
        .where('id', '=', role.id)
        .execute();
    }
  }
  const outcome = { ok: true, roles: changed } as const;
  return { outcome, written: written.length === 0 ? null : { rightsChanged: true } };
}

const isSameName = (one: string, other: string): boolean => one.normalize() === other.normalize();

/** Whether a custom role has the id of a system role, or the name of a new one. */
function isTaken({ id, name }: RoleView, before: readonly RoleView[]): boolean {
  const isNew = !before.some((role) => role.system && role.id === id);
  return before.some((role) => !role.system && (role.id === id || (isNew && isSameName(role.name, name))));
}
