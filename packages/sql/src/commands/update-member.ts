import type { MemberView, UpdateMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findMember } from '../reads/members.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findRoleNumber } from './find-row-numbers.ts';
import { isLastAdministrator } from './is-last-administrator.ts';
import { isSame } from './is-same.ts';
import { readMember } from './read-back.ts';

export async function updateMember(
  db: Kysely<Schema>,
  command: UpdateMember,
): Promise<CommandResult<UpdateMember>> {
  const { organizationId, userId } = command;
  const member = await findMember(db, organizationId, userId);
  if (member === null) return unchanged({ ok: false, reason: 'member_not_found' });
  const from = propertiesOf(member);
  const { roleId = from.roleId, name = from.name, email = from.email } = command;
  const to = { roleId, name, email };
  const role = await findRoleNumber(db, organizationId, roleId);
  if (role === undefined) return unchanged({ ok: false, reason: 'role_not_found' });
  if (isSame(from, to)) return unchanged({ ok: true, member });
  const rightsChanged = roleId !== from.roleId;
  if (rightsChanged && (await isLastAdministrator(db, command))) {
    return unchanged({ ok: false, reason: 'last_administrator' });
  }

  await db
    .updateTable('members')
    .set({ role_number: role, name, email })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();
  return {
    outcome: { ok: true, member: await readMember(db, command) },
    written: { userId, rightsChanged },
  };
}

const propertiesOf = ({ role, name, email }: MemberView) => ({ roleId: role.id, name, email });
