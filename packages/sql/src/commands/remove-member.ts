import type { RemoveMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findMemberNumber } from './find-row-numbers.ts';
import { isLastAdministrator } from './is-last-administrator.ts';

export async function removeMember(
  db: Kysely<Schema>,
  command: RemoveMember,
): Promise<CommandResult<RemoveMember>> {
  const { organizationId, userId, at } = command;
  const member = await findMemberNumber(db, organizationId, userId);
  if (member === undefined) return unchanged({ ok: true });
  if (await isLastAdministrator(db, command)) return unchanged({ ok: false, reason: 'last_administrator' });

  await db
    .updateTable('tokens')
    .set({ revoked_at: at, updated_at: at })
    .where('organization_id', '=', organizationId)
    .where('owner_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
  await db.deleteFrom('members').where('number', '=', member).execute();
  return {
    outcome: { ok: true },
    written: { userId, rightsChanged: true },
  };
}
