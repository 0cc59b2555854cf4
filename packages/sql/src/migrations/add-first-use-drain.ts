import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 7: what the first use of a new secret means for the older ones. */
export async function addFirstUseDrain(db: Kysely<Schema>, { integer }: Dialect): Promise<void> {
  await db.schema.alterTable('secrets').addColumn('first_use_drain_ms', integer).execute();
}
