import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';
import { addPolicyAndLease } from './add-policy-and-lease.ts';
import { createTables } from './create-tables.ts';

/** What of a new database can be chosen. */
export interface MigrationOptions {
  readonly leaseMs: number;
}

type Migration = (db: Kysely<Schema>, dialect: Dialect, options: MigrationOptions) => Promise<void>;

/** All migrations, oldest first: the first leads to version 1. */
export const migrations: readonly Migration[] = [createTables, addPolicyAndLease];
