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
}
