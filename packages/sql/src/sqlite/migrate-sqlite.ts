import { migrate } from '../migrations/migrate.ts';
import { DEFAULT_LEASE_MS, readLease } from '../source/read-lease.ts';
import { openWriter } from './open-writer.ts';
import { readOptions, type SqliteOptions } from './read-options.ts';

/**
 * Migrates the tables of a SQLite file to this version, in one transaction per migration. It may run repeatedly
 * and in several processes at once: each migration is applied once.
 *
 * @param options The file and its driver.
 * @returns The new version of the tables.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
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
