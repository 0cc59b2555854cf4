import { DEFAULT_LEASE_MS, readLease } from '../lease.ts';
import { migrate } from '../migrations/migrate.ts';
import { migrationGuards } from './guards.ts';
import { openEngine } from './open-engine.ts';
import { type PostgresOptions, readOptions, type Settings } from './read-options.ts';

/**
 * Brings the tables of a Postgres database up to this version, in one transaction a step. It may be
 * run again, and by several processes at once: every step is taken once.
 *
 * @param options Where the database is, and what connects to it. Its user must be allowed to make
 *   tables in the schema, and the schema itself where it is missing.
 * @returns The version that the tables have now.
 * @throws {LynkConfigurationError} for wrong options.
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

/** Does so with options that were checked. */
export async function migrateTables(settings: Settings): Promise<number> {
  const { engine, close } = openEngine(settings, migrationGuards, 1);
  try {
    const version = await migrate(engine, { leaseMs: settings.leaseMs ?? DEFAULT_LEASE_MS });
    await readLease(engine, settings.leaseMs);
    return version;
  } finally {
    await close();
  }
}
