import type { Kysely } from 'kysely';
import { refreshAll } from '../commands/refresh-lookup.ts';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 3: copies the token columns that the lookup reads to `secrets`, and the rights to `holders`. */
export async function addHolders(db: Kysely<Schema>, { integer, text, numbered }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('holders')
    .addColumn('number', integer, (column) => column.primaryKey())
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('rights', text, (column) => column.notNull())
    .modifyEnd(numbered)
    .execute();

  for (const name of ['token_id', 'organization_id', 'owner_id', 'limits'] as const) {
    await schema.alterTable('secrets').addColumn(name, text).execute();
  }
  for (const name of ['holder_number', 'token_expires_at'] as const) {
    await schema.alterTable('secrets').addColumn(name, integer).execute();
  }
  // A later migration that changes the copied columns has to call this itself, instead of this one.
  await refreshAll(db);
}
