import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/**
 * Version 3: columns and a table for copies of what the lookup reads. They stay empty, since version 4 drops them.
 */
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
}
