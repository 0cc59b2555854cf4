import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';
import type { MigrationOptions } from './migration.ts';

/** Version 2: the allowed networks of an organization, and the lease of the change log. */
export async function addPolicyAndLease(
  db: Kysely<Schema>,
  { integer, text }: Dialect,
  { leaseMs }: MigrationOptions,
): Promise<void> {
  const { schema } = db;
  await schema.alterTable('organizations').addColumn('networks', text).execute();

  // Held the permissions of a role together with the networks of its organization, until version 4.
  await schema.alterTable('roles').renameColumn('permissions', 'rights').execute();
  const old = db.withTables<{ roles: { rights: string } }>();
  await old.updateTable('roles').set({ rights: sql`'[' || rights || ',null]'` }).execute();

  await schema
    .alterTable('change_counter')
    .addColumn('lease_ms', integer, (column) => column.notNull().defaultTo(leaseMs))
    .execute();
}
