import type { RefusalBatch, TokenRefusals } from '@lynk-auth/authority';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { inBackground } from '../engine/in-background.ts';
import { insertEvents } from '../outbox/add-events.ts';
import { findTokenNumbers } from '../outbox/find-token-numbers.ts';
import type { Schema } from '../schema.ts';
import { addBatch } from '../uses/add-batch.ts';

/** Adds a batch of rejections with its events in one transaction. A batch that was added before changes nothing. */
export function recordRefusals(engine: Engine, { id, at, refusals, events }: RefusalBatch): Promise<void> {
  // A failover may lose counts, but no event.
  return inBackground(engine, { mayBeLost: events.length === 0 }, async (db) => {
    if (!(await addBatch(db, { id, at }))) return { commit: false, value: undefined };
    await addRefusals(db, refusals);
    await insertEvents(db, events);
    return { commit: true, value: undefined };
  });
}

async function addRefusals(db: Kysely<Schema>, refusals: readonly TokenRefusals[]): Promise<void> {
  const numbers = await findTokenNumbers(
    db,
    refusals.map(({ tokenId }) => tokenId),
  );
  const rows = refusals
    .flatMap(({ tokenId, reason, count, firstAt, lastAt, clientIp, userAgent }) => {
      const token_number = numbers.get(tokenId);
      if (token_number === undefined) return [];
      const times = { first_at: firstAt, last_at: lastAt };
      return { token_number, reason, count, ...times, client_ip: clientIp, user_agent: userAgent };
    })
    // So that two batches at once lock the rows in the same order.
    .sort((one, other) => one.token_number - other.token_number || (one.reason < other.reason ? -1 : 1));
  if (rows.length === 0) return;
  await db
    .insertInto('refusals')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['token_number', 'reason']).doUpdateSet({
        count: sql`refusals.count + excluded.count`,
        first_at: sql`case when excluded.first_at < refusals.first_at
          then excluded.first_at else refusals.first_at end`,
        last_at: sql`case when excluded.last_at > refusals.last_at
          then excluded.last_at else refusals.last_at end`,
        client_ip: latest('client_ip'),
        user_agent: latest('user_agent'),
      }),
    )
    .execute();
}

/** The value of the later of the two rows, if it is known. */
const latest = (name: 'client_ip' | 'user_agent'): RawBuilder<string | null> => {
  const [added, stored] = [sql.raw(`excluded.${name}`), sql.raw(`refusals.${name}`)];
  return sql`case when excluded.last_at >= refusals.last_at
    then coalesce(${added}, ${stored}) else coalesce(${stored}, ${added}) end`;
};
