import { migrate } from '../migrations/migrate.ts';
import { DEFAULT_LEASE_MS, readLease } from '../source/read-lease.ts';
import { openEngine } from './open-engine.ts';
import { type DatabaseSettings, type PostgresOptions, readOptions } from './read-options.ts';
import { migrationLimits } from './transaction-limits.ts';

/**
 * Migrates the tables of a Postgres database to this version, in one transaction per migration. It may run
 * repeatedly and in several processes at once: each migration is applied once.
 *
 * @param options The database and its driver. The database user must be allowed to create tables in the schema,
 *   and the schema itself if it does not exist.
 * @returns The new version of the tables.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkStoreError} `store_newer`, `store_lease`, `store_foreign`, `store_unwritable`,
 * `store_unreachable`, `store_refused`, `store_busy`, `store_full` or `store_failed`.
 * @example
 * ```ts
 * import { migratePostgres } from '@lynk-auth/sql';
 * import { Pool } from 'pg';
 *
 * const version = await migratePostgres({ driver: Pool, connection: 'postgres://app@db.example/app' });
 * ```
 */
export async function migratePostgres(options: PostgresOptions): Promise<number> {
  return migrateTables(readOptions('migratePostgres', options));
}

/** Migrates with validated options. */
export async function migrateTables(settings: DatabaseSettings): Promise<number> {
  const { engine, close } = openEngine(settings, migrationLimits, 1);
  try {
    const version = await migrate(engine, { leaseMs: settings.leaseMs ?? DEFAULT_LEASE_MS });
    await readLease(engine, settings.leaseMs);
    return version;
  } finally {
    await close();
  }
}
