import type { Store } from '@lynk-auth/authority';
import { LynkConfigurationError } from '@lynk-auth/core';
import { createSqlStore } from '../create-sql-store.ts';
import { DEFAULT_LEASE_MS, readLease } from '../lease.ts';
import { assertMigrated, migrate } from '../migrations/migrate.ts';
import { retryWhileBusy } from '../retry-while-busy.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import { readOptions, type SqliteOptions } from './read-options.ts';
import { toStoreError } from './to-store-error.ts';

/** What {@link openSqliteStore} is given. */
export interface SqliteStoreOptions extends SqliteOptions {
  /**
   * Whether to bring the tables up to this version first. With `false`, a database that is not up
   * to date is refused: for those who migrate in a step of their own.
   * @default true
   */
  readonly migrate?: boolean | undefined;
}

/**
 * Opens the authority's store on a SQLite file, with `libsql` as the driver. Other processes may
 * have the same file open, and what they commit is seen at once.
 *
 * The lookup and the change log answer synchronously. A command is on the disk when its promise
 * resolves. The file holds digests, never a token, and is for its owner alone (mode 0600).
 *
 * @param options Where the database is, and what opens it.
 * @returns The store. `close()` waits for the commands that are being carried out.
 * @throws {LynkConfigurationError} for wrong options.
 * @throws {LynkStoreError} `store_newer`, `store_older`, `store_lease`, `store_foreign`,
 * `store_corrupt`, `store_unwritable`, `store_busy`, `store_full` or `store_failed`.
 * @example
 * ```ts
 * import { createAuthority } from '@lynk-auth/authority';
 * import { openSqliteStore } from '@lynk-auth/sql';
 * import Database from 'libsql';
 *
 *
 * const store = await openSqliteStore({ driver: Database, path: 'lynk.db' });
 * const authority = createAuthority({ store });
 * ```
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const settings = readOptions('openSqliteStore', options, ['migrate']);
  const { migrate: migrates = true } = options;
  if (typeof migrates !== 'boolean') {
    throw new LynkConfigurationError('openSqliteStore: migrate must be true or false.');
  }
  const { connection, engine } = await openWriter(settings);
  try {
    if (migrates) await migrate(engine, { leaseMs: settings.leaseMs ?? DEFAULT_LEASE_MS });
    else await assertMigrated(engine);
    const leaseMs = await readLease(engine, settings.leaseMs);
    const reader = await retryWhileBusy(() => openReader(settings), settings.busyTimeoutMs);
    return createSqlStore({
      engine,
      reader,
      leaseMs,
      async close() {
        reader.close();
        try {
          // Leaves one file that is complete in itself, unless another process still uses the log.
          connection.exec('pragma wal_checkpoint(truncate)');
        } catch (error) {
          // What is in the log is as safe there.
          if (toStoreError(error).code !== 'store_busy') throw error;
        } finally {
          connection.close();
        }
      },
    });
  } catch (error) {
    connection.close();
    throw error;
  }
}
