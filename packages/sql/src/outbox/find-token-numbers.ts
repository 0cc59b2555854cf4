import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Finds the row numbers of tokens by their ids. Unknown and deleted tokens have none. */
export async function findTokenNumbers(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('tokens')
    .select(['id', 'number'])
    .where('id', 'in', [...new Set(ids)])
    .where('deleted_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}
