import type { NewEvent } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { inBackground } from '../engine/in-background.ts';
import type { ExpiryNoticeRow, Schema } from '../schema.ts';
import { findTokenNumbers } from './find-token-numbers.ts';

/** After an expiry has passed, a clock that is set back must not announce it again. */
const NOTICE_RETENTION_MS = 30 * 86_400_000;

/** Adds events to the outbox, in a transaction of their own. */
export const addEvents = (engine: Engine, events: readonly NewEvent[]): Promise<void> =>
  inBackground(engine, { mayBeLost: false }, async (db) => ({
    commit: await insertEvents(db, events),
    value: undefined,
  }));

/** Adds events to the outbox, except those that were added before. Returns whether any is new. */
export async function insertEvents(db: Kysely<Schema>, events: readonly NewEvent[]): Promise<boolean> {
  const numbers = await findTokenNumbers(
    db,
    events.map(({ tokenId }) => tokenId),
  );
  const known = events.flatMap(({ tokenId, notice, ...event }) => {
    const token_number = numbers.get(tokenId);
    if (token_number === undefined) return [];
    const its = notice && { token_number, expires_at: notice.expiresAt, days_left: notice.daysLeft };
    return { ...event, token_number, notice: its };
  });
  const announced = await insertNotices(
    db,
    known.flatMap(({ notice }) => notice ?? []),
  );
  const rows = known
    .filter(({ notice }) => notice === undefined || announced.has(noticeKey(notice)))
    .map(({ id, token_number, at, body }) => ({ id, token_number, at, body, attempts: 0, due_at: at }));
  if (rows.length === 0) return false;
  await db
    .insertInto('events')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

const noticeKey = ({ token_number, expires_at, days_left }: ExpiryNoticeRow): string =>
  [token_number, expires_at, days_left].join();

/** Adds notices, and returns the keys of those that are new. */
async function insertNotices(
  db: Kysely<Schema>,
  notices: readonly ExpiryNoticeRow[],
): Promise<ReadonlySet<string>> {
  if (notices.length === 0) return new Set();
  const added = await db
    .insertInto('expiry_notices')
    .values([...notices])
    .onConflict((conflict) => conflict.doNothing())
    .returning(['token_number', 'expires_at', 'days_left'])
    .execute();
  const oldest = Math.min(...notices.map(({ expires_at }) => expires_at));
  await db
    .deleteFrom('expiry_notices')
    .where('expires_at', '<', oldest - NOTICE_RETENTION_MS)
    .execute();
  return new Set(added.map(noticeKey));
}
