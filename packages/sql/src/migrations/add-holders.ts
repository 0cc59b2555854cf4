import type { Kysely } from 'kysely';
import { refreshAll } from '../commands/refresh-lookup.ts';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 3: what the lookup reads of a token stands with its secrets, and rights with whoever holds them. */
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
  // Who changes what is kept there changes tables too: the filling goes into that migration then.
  await refreshAll(db);
}
