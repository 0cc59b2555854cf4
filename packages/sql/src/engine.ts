import type { Kysely } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Schema } from './schema.ts';

/** A database that can be written to. */
export interface Engine {
  readonly db: Kysely<Schema>;
  readonly dialect: Dialect;
  /** Runs `begin`, `commit` or `rollback` on the connection that `db.connection()` holds. */
  readonly control: (db: Kysely<Schema>, statement: 'begin' | 'commit' | 'rollback') => void | Promise<void>;
  /** How long to try again while the database is locked, in milliseconds. */
  readonly busyTimeoutMs: number;
  /**
   * Whether a transaction that failed is to be run again from its start; `round` counts from 0.
   * @default where the database was locked
   */
  readonly retries?: (error: unknown, round: number) => boolean;
  /** Makes the commands of one organization take turns, where `begin` does not do so for all. */
  readonly lockOrganization?: (db: Kysely<Schema>, organizationId: string) => Promise<void>;
  /** Makes migrations take turns, where `begin` does not, and whatever tables need to be in. */
  readonly lockTables?: (db: Kysely<Schema>) => Promise<void>;
  /** Whether the tables are there, in whichever version. */
  readonly hasTables: (db: Kysely<Schema>) => Promise<boolean>;
}
