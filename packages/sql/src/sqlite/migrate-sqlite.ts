import { DEFAULT_LEASE_MS, readLease } from '../lease.ts';
import { migrate } from '../migrations/migrate.ts';
import { openWriter } from './open-writer.ts';
import { readOptions, type SqliteOptions } from './read-options.ts';

/**
 * Brings the tables of a SQLite file up to this version, in one transaction a step. It may be run
 * again, and by two processes at once: every step is taken once.
 *
 * @param options Where the database is, and what opens it.
 * @returns The version that the tables have now.
 * @throws {LynkConfigurationError} for wrong options.
 * @throws {LynkStoreError} `store_newer`, `store_lease`, `store_foreign`, `store_corrupt`,
 * `store_unwritable`, `store_busy`, `store_full` or `store_failed`.
 * @example
 * ```ts
 * import { migrateSqlite } from '@lynk-auth/sql';
 * import Database from 'libsql';
 *
 * const version = await migrateSqlite({ driver: Database, path: 'lynk.db' });
 * ```
 */
export async function migrateSqlite(options: SqliteOptions): Promise<number> {
  const settings = readOptions('migrateSqlite', options);
  const { connection, engine } = await openWriter(settings);
  try {
    const version = await migrate(engine, { leaseMs: settings.leaseMs ?? DEFAULT_LEASE_MS });
    await readLease(engine, settings.leaseMs);
    return version;
  } finally {
    connection.close();
  }
}
