import { type DeleteRole, removeRoleFromPolicy } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findRole } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findRoleNumber } from './find-row-numbers.ts';
import { readOrganization } from './read-back.ts';
import { writePolicy } from './write-policy.ts';

export async function deleteRole(
  db: Kysely<Schema>,
  command: DeleteRole,
): Promise<CommandResult<DeleteRole>> {
  const { organizationId, roleId, successorRoleId } = command;
  const role = await findRole(db, organizationId, roleId);
  const number = await findRoleNumber(db, organizationId, roleId);
  if (role === null || number === undefined) return unchanged({ ok: true });
  if (role.system) return unchanged({ ok: false, reason: 'system_role' });

  if (successorRoleId === undefined) {
    if (await isInUse(db, command, number)) return unchanged({ ok: false, reason: 'role_in_use' });
  } else {
    const successor = await findRoleNumber(db, organizationId, successorRoleId);
    if (successor === undefined || successor === number) {
      return unchanged({ ok: false, reason: 'role_not_found' });
    }
    await moveTo(db, command, { from: number, to: successor, toId: successorRoleId });
  }
  await db.deleteFrom('roles').where('number', '=', number).execute();
  const { policy } = await readOrganization(db, command);
  const left = removeRoleFromPolicy(policy, roleId);
  if (left !== policy) await writePolicy(db, command, left);
  return { outcome: { ok: true }, written: { roleId, rightsChanged: true } };
}

/** Selects the tokens of a role that are neither revoked nor expired. */
const selectLive = (db: Kysely<Schema>, { organizationId, roleId, at }: DeleteRole) =>
  db
    .selectFrom('tokens')
    .select('number')
    .where('organization_id', '=', organizationId)
    .where('role_id', '=', roleId)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', at)]));

async function isInUse(db: Kysely<Schema>, command: DeleteRole, number: number): Promise<boolean> {
  const members = db.selectFrom('members').select('number').where('role_number', '=', number);
  const member = await members.limit(1).executeTakeFirst();
  return member !== undefined || (await selectLive(db, command).limit(1).executeTakeFirst()) !== undefined;
}

/** Gives the members and the live service tokens of a role another one. */
async function moveTo(
  db: Kysely<Schema>,
  command: DeleteRole,
  { from, to, toId }: { readonly from: number; readonly to: number; readonly toId: string },
): Promise<void> {
  await db.updateTable('members').set({ role_number: to }).where('role_number', '=', from).execute();
  await db
    .updateTable('tokens')
    .set({ role_number: to, role_id: toId, updated_at: command.at })
    .where('number', 'in', selectLive(db, command))
    .execute();
}
