import { open } from 'node:fs/promises';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { StartError } from '../start-error.ts';
import type { IdentityDatabase } from './identity-database.ts';

/**
 * Opens the identities in a file of their own. Creates it if it does not exist.
 *
 * @throws {StartError} if it cannot be used.
 */
export async function openSqliteIdentities(path: string): Promise<IdentityDatabase> {
  const database = await openFile(path);
  return {
    settings: {
      // libsql has the interface of better-sqlite3.
      db: new Kysely({ dialect: new SqliteDialect({ database: database as unknown as SqliteDatabase }) }),
      type: 'sqlite',
      transaction: true,
    },
    async exclusively(act) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = await act();
        database.exec('COMMIT');
        return result;
      } finally {
        if (database.inTransaction) database.exec('ROLLBACK');
      }
    },
    async close() {
      try {
        // The file alone is a whole backup once the console has stopped.
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // Another process uses the database. Its log is as durable as the file.
      }
      database.close();
    },
  };
}

async function openFile(path: string) {
  const { default: Database } = await import('libsql');
  try {
    // SQLite gives its side files the mode of the database.
    await (await open(path, 'a', 0o600)).close();
    const database = new Database(path);
    // First, because another process may be starting too.
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec('PRAGMA journal_mode = WAL');
    return database;
  } catch {
    throw new StartError(`The database ${path} cannot be used. Give this user access to it.`);
  }
}
