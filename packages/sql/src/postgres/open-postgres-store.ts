import type { Store } from '@lynk-auth/authority';
import { createSqlStore } from '../create-sql-store.ts';
import { readLease } from '../lease.ts';
import { assertMigrated } from '../migrations/migrate.ts';
import { commandGuards } from './guards.ts';
import { migrateTables } from './migrate-postgres.ts';
import { openEngine } from './open-engine.ts';
import { openReader } from './open-reader.ts';
import { type PostgresStoreOptions, readStoreOptions } from './read-options.ts';

/**
 * Opens the authority's store on a Postgres database, with `pg` as the driver. Any number of
 * processes, on any number of machines, can use the same one.
 *
 * The lookup and the change log have connections of their own, and each is one way to the server and
 * back. A command is committed, and flushed to the server's disk, when its promise resolves; after a
 * `store_unreachable` send the same command again, since nobody knows whether it was carried out.
 * The database holds digests, never a token.
 *
 * @param options Where the database is, and what connects to it. It has to be the primary: a copy,
 *   which may lag behind, is refused.
 * @returns The store. `close()` waits for the commands that are being carried out.
 * @throws {LynkConfigurationError} for wrong options.
 * @throws {LynkStoreError} `store_newer`, `store_older`, `store_lease`, `store_foreign`,
 * `store_unwritable`, `store_unreachable`, `store_refused`, `store_busy`, `store_full` or `store_failed`.
 * @example
 * ```ts
 * import { createAuthority } from '@lynk-auth/authority';
 * import { openPostgresStore } from '@lynk-auth/sql';
 * import { Pool } from 'pg';
 *
 *
 * const store = await openPostgresStore({ driver: Pool, connection: 'postgres://app@db.example/app' });
 * const authority = createAuthority({ store });
 * ```
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  const settings = readStoreOptions('openPostgresStore', options);
  if (settings.migrate) await migrateTables(settings);
  const { engine, close } = openEngine(settings, commandGuards(settings), settings.commandConnections);
  const reader = openReader(settings);
  const closeAll = async () => {
    await Promise.all([reader.close(), close()]);
  };
  try {
    if (!settings.migrate) await assertMigrated(engine);
    const leaseMs = await readLease(engine, settings.leaseMs);
    // The first connection is made now, and whatever is wrong with it is told now.
    await reader.lookup([new Uint8Array(32)]);
    return createSqlStore({ engine, reader: { ...reader, db: engine.db }, leaseMs, close: closeAll });
  } catch (error) {
    await closeAll();
    throw error;
  }
}
