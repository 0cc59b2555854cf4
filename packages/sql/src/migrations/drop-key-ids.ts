import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 13: no digest is keyed. A key over the digest of 175 random bits would add nothing. */
export async function dropKeyIds(db: Kysely<Schema>, _: Dialect): Promise<void> {
  await db.schema.alterTable('secrets').dropColumn('key_id').execute();
}
