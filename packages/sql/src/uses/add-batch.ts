import type { UseBatch } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Far longer than a process repeats a batch whose response was lost. */
const BATCH_RETENTION_MS = 86_400_000;

/** Remembers a batch. Returns whether it is new. */
export async function addBatch(
  db: Kysely<Schema>,
  { id, at }: Pick<UseBatch, 'id' | 'at'>,
): Promise<boolean> {
  const added = await db
    .insertInto('use_batches')
    .values({ id, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return false;
  await db
    .deleteFrom('use_batches')
    .where('at', '<', at - BATCH_RETENTION_MS)
    .execute();
  return true;
}
