import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Far longer than any lease, so no reader relies on a read of the log that is this old. */
const RETENTION_MS = 3_600_000;

/**
 * Deletes the oldest changes of the log, up to the first one within the retention time, so that the log has no
 * gaps. The query follows the primary key and reads no more rows than it deletes.
 *
 * @param now The time of the newest change, in epoch milliseconds. That change is always kept.
 */
export async function pruneChanges(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom('changes')
    .where('sequence', '<', (row) =>
      row
        .selectFrom('changes')
        .select('sequence')
        .where('at', '>=', now - RETENTION_MS)
        .orderBy('sequence')
        .limit(1),
    )
    .execute();
}
