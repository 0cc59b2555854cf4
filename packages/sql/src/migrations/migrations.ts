import { addHolders } from './add-holders.ts';
import { addPolicyAndLease } from './add-policy-and-lease.ts';
import { createTables } from './create-tables.ts';
import type { Migration } from './migration.ts';

/** All migrations, oldest first: the first leads to version 1. */
export const migrations: readonly Migration[] = [createTables, addPolicyAndLease, addHolders];
