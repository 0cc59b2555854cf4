// The store on Postgres: options, pools, prepared statements and time limits.
import type { Store } from '@lynk-auth/authority';
import { createSqlStore } from '../create-sql-store.ts';
import { assertMigrated } from '../migrations/migrate.ts';
import { readLease } from '../source/read-lease.ts';
import { migrateTables } from './migrate-postgres.ts';
import { openEngine } from './open-engine.ts';
import { openReader } from './open-reader.ts';
import { type PostgresStoreOptions, readStoreOptions } from './read-options.ts';
import { commandLimits } from './transaction-limits.ts';

/**
 * Opens the authority's store on a Postgres database, with `pg` as the driver. Any number of processes on any
 * number of machines can use the same database.
 *
 * Lookups and reads of the change log use their own connections and take one round trip each. When the promise
 * of a command resolves, the command is committed and flushed to the server's disk. After `store_unreachable` it
 * is unknown whether the command was applied: send the same command again. The database holds digests, never a
 * token.
 *
 * @param options The database and its driver. It has to be the primary: a replica, which may lag behind, is
 *   rejected.
 * @returns The store. `close()` waits for pending commands.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkStoreError} `store_newer`, `store_older`, `store_lease`, `store_foreign`,
 * `store_unwritable`, `store_unreachable`, `store_refused`, `store_busy`, `store_full` or `store_failed`.
 * @example
 * ```ts
 * import { createAuthority } from '@lynk-auth/authority';
 * import { openPostgresStore } from '@lynk-auth/sql';
 * import { Pool } from 'pg';
 *
 * const store = await openPostgresStore({ driver: Pool, connection: 'postgres://app@db.example/app' });
 * const authority = createAuthority({ store });
 * ```
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const settings = readStoreOptions('openPostgresStore', options);
  if (settings.migrate) await migrateTables(settings);
  const { engine, close } = openEngine(settings, commandLimits(settings), settings.commandConnections);
  let closeReader: () => Promise<void> = async () => undefined;
  const closeAll = async () => {
    await Promise.all([closeReader(), close()]);
  };
  try {
    if (!settings.migrate) await assertMigrated(engine);
    const leaseMs = await readLease(engine, settings.leaseMs);
    const reader = await openReader(settings);
    closeReader = reader.close;
    // Executes it once, so that its errors surface here.
    await reader.lookup([new Uint8Array(32)]);
    return createSqlStore({ engine, reader: { ...reader, db: engine.db }, leaseMs, close: closeAll });
  } catch (error) {
    await closeAll();
    throw error;
  }
}
