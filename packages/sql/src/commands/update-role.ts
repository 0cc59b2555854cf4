import type { UpdateRole } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findRole } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isRoleNameTaken } from './is-role-name-taken.ts';
import { isSame } from './is-same.ts';
import { readRole } from './read-back.ts';

export async function updateRole(
  db: Kysely<Schema>,
  command: UpdateRole,
): Promise<CommandResult<UpdateRole>> {
  const { organizationId, roleId } = command;
  const role = await findRole(db, organizationId, roleId);
  if (role === null) return unchanged({ ok: false, reason: 'role_not_found' });
  if (role.system) return unchanged({ ok: false, reason: 'system_role' });

  const { name = role.name, permissions = role.permissions } = command;
  const rightsChanged = !isSame(permissions, role.permissions);
  if (!rightsChanged && name === role.name) return unchanged({ ok: true, role });
  if (name !== role.name && (await isRoleNameTaken(db, { ...role, name }))) {
    return unchanged({ ok: false, reason: 'name_taken' });
  }

  await db
    .updateTable('roles')
    .set({ name, permissions: JSON.stringify(permissions) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', roleId)
    .execute();
  return {
    outcome: { ok: true, role: await readRole(db, command) },
    written: {
      roleId,
      rightsChanged,
    },
  };
}
