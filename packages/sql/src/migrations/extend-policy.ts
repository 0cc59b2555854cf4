import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 9: what an organization requires of its tokens beside the networks, which the lookup reads. */
export async function extendPolicy(db: Kysely<Schema>, { text }: Dialect): Promise<void> {
  await db.schema.alterTable('organizations').addColumn('policy', text).execute();
}
