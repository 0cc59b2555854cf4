import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** No reader goes by a proof that is so old. */
const KEPT_MS = 3_600_000;

/**
 * Deletes the changes that are too old for any reader, up to the first one that is not: so no gap
 * comes into the log. It walks along the primary key, and over no more than it deletes.
 *
 * @param now The time of the newest change, which therefore stays.
 */
export async function prune(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom('changes')
    .where('sequence', '<', (row) =>
      row
        .selectFrom('changes')
        .select('sequence')
        .where('at', '>=', now - KEPT_MS)
        .orderBy('sequence')
        .limit(1),
    )
    .execute();
}
