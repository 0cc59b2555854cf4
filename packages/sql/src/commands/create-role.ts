import type { CreateRole } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import { findRole, listRoles } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { insertRole } from './insert-role.ts';
import { isRoleNameTaken } from './is-role-name-taken.ts';
import { isSame } from './is-same.ts';
import { readRole } from './read-back.ts';

export async function createRole(
  db: Kysely<Schema>,
  command: CreateRole,
): Promise<CommandResult<CreateRole>> {
  const { organizationId, roleId, name, permissions, limit } = command;
  if ((await findOrganization(db, organizationId)) === null) {
    return unchanged({ ok: false, reason: 'organization_not_found' });
  }
  const role = { id: roleId, organizationId, name, permissions, system: false };
  const existing = await findRole(db, organizationId, roleId);
  if (existing !== null) {
    return unchanged(
      isSame(existing, role) ? { ok: true, role: existing } : { ok: false, reason: 'conflict' },
    );
  }
  if (await isNamedByToken(db, command)) return unchanged({ ok: false, reason: 'conflict' });
  if (await isRoleNameTaken(db, role)) return unchanged({ ok: false, reason: 'name_taken' });
  const custom = (await listRoles(db, organizationId)).filter(({ system }) => !system);
  if (limit !== null && custom.length >= limit) return unchanged({ ok: false, reason: 'limit_reached' });

  await insertRole(db, role);
  return {
    outcome: { ok: true, role: await readRole(db, command) },
    // No token and no member has the role yet.
    written: { roleId, rightsChanged: false },
  };
}

/** Returns whether a token of a deleted role names this id. A list would show it with the new role. */
async function isNamedByToken(
  db: Kysely<Schema>,
  { organizationId, roleId }: Pick<CreateRole, 'organizationId' | 'roleId'>,
): Promise<boolean> {
  const tokens = db.selectFrom('tokens').select('number').where('organization_id', '=', organizationId);
  return (await tokens.where('role_id', '=', roleId).limit(1).executeTakeFirst()) !== undefined;
}
