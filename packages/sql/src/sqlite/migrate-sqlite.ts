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
 * @throws {LynkStoreError} `store_newer`, `store_foreign`, `store_corrupt`, `store_unwritable`,
 * `store_busy`, `store_full` or `store_failed`.
 * @example
 * const version = await migrateSqlite({ driver: Database, path: 'lynk.db' });
 */
export async function migrateSqlite(options: SqliteOptions): Promise<number> {
  const { connection, engine } = await openWriter(readOptions('migrateSqlite', options));
  try {
    return await migrate(engine);
  } finally {
    connection.close();
  }
}
