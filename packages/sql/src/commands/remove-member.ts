import type { RemoveMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { type Effect, unchanged } from './effect.ts';
import { memberNumber } from './numbers.ts';

export async function removeMember(db: Kysely<Schema>, command: RemoveMember): Promise<Effect<RemoveMember>> {
  const { organizationId, userId, at } = command;
  const member = await memberNumber(db, organizationId, userId);
  if (member === undefined) return unchanged({ ok: true });

  const revoked = await db
    .updateTable('tokens')
    .set({ revoked_at: at, updated_at: at })
    .where('organization_id', '=', organizationId)
    .where('owner_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  await db.deleteFrom('members').where('number', '=', member).execute();
  return {
    outcome: { ok: true },
    written: { userId, rightsChanged: true, detail: { revoked: revoked.map(({ id }) => id).sort() } },
  };
}
