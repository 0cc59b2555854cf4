// What SQLite and Postgres have in common: the dialect, transactions and the connections of a store.
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Dialect } from './dialect.ts';

/** The connection that writes, and how its database starts, locks and retries a transaction. */
export interface Engine {
  readonly db: Kysely<Schema>;
  readonly dialect: Dialect;
  /** Runs `begin`, `commit` or `rollback` on the connection that `db.connection()` holds. */
  readonly control: (db: Kysely<Schema>, statement: 'begin' | 'commit' | 'rollback') => void | Promise<void>;
  /** How long to retry while the database is locked, in milliseconds. */
  readonly busyTimeoutMs: number;
  /**
   * Returns whether to run a failed transaction again from its start. `attempt` counts from 0.
   * @default only when the database was locked
   */
  readonly shouldRetry?: (error: unknown, attempt: number) => boolean;
  /** Serializes the commands of one organization, and each with migrations. Absent if `begin` serializes all. */
  readonly lockOrganization?: (db: Kysely<Schema>, organizationId: string) => Promise<void>;
  /**
   * Lets the current transaction commit without a synchronous standby, for data that a failover may lose. Absent if the
   * database has none.
   */
  readonly commitLocally?: (db: Kysely<Schema>) => Promise<void>;
  /** Serializes migrations and creates the schema. Absent if `begin` serializes and there is no schema. */
  readonly lockTables?: (db: Kysely<Schema>) => Promise<void>;
  /** Returns whether the tables exist, in any version. */
  readonly hasTables: (db: Kysely<Schema>) => Promise<boolean>;
}
