import type { UpdateMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findMember } from '../reads/members.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findRoleNumber } from './find-row-numbers.ts';
import { readMember } from './read-back.ts';

export async function updateMember(
  db: Kysely<Schema>,
  command: UpdateMember,
): Promise<CommandResult<UpdateMember>> {
  const { organizationId, userId, roleId } = command;
  const member = await findMember(db, organizationId, userId);
  if (member === null) return unchanged({ ok: false, reason: 'member_not_found' });
  const role = await findRoleNumber(db, organizationId, roleId);
  if (role === undefined) return unchanged({ ok: false, reason: 'role_not_found' });
  if (member.role.id === roleId) return unchanged({ ok: true, member });

  await db
    .updateTable('members')
    .set({ role_number: role })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();
  return {
    outcome: { ok: true, member: await readMember(db, command) },
    written: {
      userId,
      rightsChanged: true,
    },
  };
}
