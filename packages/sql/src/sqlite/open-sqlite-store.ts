// The store on SQLite: options, the private file, one connection that writes and one that reads.
import type { Store } from '@lynk-auth/authority';
import { LynkConfigurationError } from '@lynk-auth/core';
import { readOwn } from '@lynk-auth/core/internal';
import { createSqlStore } from '../create-sql-store.ts';
import { retryWhileBusy } from '../engine/retry-while-busy.ts';
import { assertMigrated, migrate } from '../migrations/migrate.ts';
import { DEFAULT_LEASE_MS, readLease } from '../source/read-lease.ts';
import { openReader } from './open-reader.ts';
import { openWriter } from './open-writer.ts';
import { readOptions, type SqliteOptions } from './read-options.ts';
import { toStoreError } from './to-store-error.ts';

/** Options of {@link openSqliteStore}. */
export interface SqliteStoreOptions extends SqliteOptions {
  /**
   * Whether to migrate the tables first. With `false`, an outdated database is an error; use it to run
   * {@link migrateSqlite} as a separate step.
   * @default true
   */
  readonly migrate?: boolean | undefined;
}

/**
 * Opens the authority's store on a SQLite file, with `libsql` as the driver. Other processes can use the same file,
 * and their commits are visible immediately.
 *
 * The lookup and the change log are synchronous. When the promise of a command resolves, the command is on disk.
 * The file holds digests, never a token, and only its owner can access it (mode 0600).
 *
 * @param options The file and its driver.
 * @returns The store. `close()` waits for pending commands.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkStoreError} `store_newer`, `store_older`, `store_lease`, `store_foreign`,
 * `store_corrupt`, `store_unwritable`, `store_busy`, `store_full` or `store_failed`.
 * @example
 * ```ts
 * import { createAuthority } from '@lynk-auth/authority';
 * import { openSqliteStore } from '@lynk-auth/sql';
 * import Database from 'libsql';
 *
 * const store = await openSqliteStore({ driver: Database, path: 'lynk.db' });
 * const authority = createAuthority({ store });
 * ```
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const settings = readOptions('openSqliteStore', options, ['migrate']);
  const shouldMigrate = readOwn(options, 'migrate') ?? true;
  if (typeof shouldMigrate !== 'boolean') {
    throw new LynkConfigurationError('openSqliteStore: migrate must be true or false.');
  }
  const { connection, engine } = await openWriter(settings);
  try {
    if (shouldMigrate) await migrate(engine, { leaseMs: settings.leaseMs ?? DEFAULT_LEASE_MS });
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
          // Moves the write-ahead log into the database file, unless another process still uses it.
          connection.exec('pragma wal_checkpoint(truncate)');
        } catch (error) {
          // The log is as durable as the file.
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
