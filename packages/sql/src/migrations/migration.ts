import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

/** What of a new database can be chosen. */
export interface MigrationOptions {
  readonly leaseMs: number;
}

/** One step from a version to the next. */
export type Migration = (db: Kysely<Schema>, dialect: Dialect, options: MigrationOptions) => Promise<void>;
