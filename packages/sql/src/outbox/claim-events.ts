import type { ClaimedEvent, EventClaim } from '@lynk-auth/authority';
import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { inBackground } from '../engine/in-background.ts';
import type { Schema } from '../schema.ts';

/** Returns whether there is anything to claim. */
export async function hasDueEvent(db: Kysely<Schema>, { at }: EventClaim): Promise<boolean> {
  const due = await db
    .selectFrom('events')
    .select('id')
    .where('due_at', '<=', at)
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}

/** Claims the events that are due. A claim that a failover loses is made again, and its events delivered again. */
export function claimEvents(engine: Engine, claim: EventClaim): Promise<readonly ClaimedEvent[]> {
  return inBackground(engine, { mayBeLost: true }, async (db) => {
    await db.deleteFrom('events').where('due_at', '<=', claim.at).where('at', '<', claim.keepFrom).execute();
    const due = await db
      .selectFrom('events')
      .select('id')
      .where('due_at', '<=', claim.at)
      .orderBy('due_at')
      .orderBy('id')
      .limit(claim.limit)
      .modifyEnd(engine.dialect.lockFreeRows)
      .execute();
    const ids = due.map(({ id }) => id);
    return { commit: true, value: ids.length === 0 ? [] : await claimRows(db, ids, claim.until) };
  });
}

async function claimRows(
  db: Kysely<Schema>,
  ids: readonly string[],
  until: number,
): Promise<readonly ClaimedEvent[]> {
  await db
    .updateTable('events')
    .set({ due_at: until, attempts: sql`attempts + 1` })
    .where('id', 'in', ids)
    .execute();
  const rows = await db
    .selectFrom('events')
    .innerJoin('tokens', 'tokens.number', 'events.token_number')
    .select(['events.id', 'events.at', 'events.body', 'events.attempts'])
    .select(['tokens.id as token_id', 'tokens.organization_id'])
    .where('events.id', 'in', ids)
    .execute();
  return rows
    .map(({ token_id, organization_id, ...event }) => ({
      ...event,
      organizationId: organization_id,
      tokenId: token_id,
    }))
    .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}
