import type { Kysely } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** The settings of a new database. */
export interface MigrationOptions {
  /** The lease of the change log, in milliseconds. */
  readonly leaseMs: number;
}

/** Changes the tables from one version to the next. */
export type Migration = (db: Kysely<Schema>, dialect: Dialect, options: MigrationOptions) => Promise<void>;
