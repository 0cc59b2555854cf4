import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';
import { createTables } from './create-tables.ts';

type Migration = (db: Kysely<Schema>, dialect: Dialect) => Promise<void>;

/** All migrations, oldest first: the first leads to version 1. */
export const migrations: readonly Migration[] = [createTables];
