import type { Store } from '@lynk-auth/authority';
import { isLynkStoreError, openPostgresStore, openSqliteStore } from '@lynk-auth/sql';
import type { Config } from './config.ts';
import { assertDatabase, createDataFolder, databaseIn } from './data-folder.ts';
import { StartError } from './start-error.ts';

/** Where the databases are: on a Postgres server, or as files in the data folder. */
export interface DatabaseLocation extends Pick<Config, 'dataFolder'> {
  /** @default null */
  readonly databaseUrl?: Config['databaseUrl'];
}

/**
 * Opens the store of the authority.
 *
 * @param create Whether to create what does not exist, and to migrate the tables.
 * @throws {StartError} if the folder or the database cannot be used. The message has no part of `DATABASE_URL`.
 */
export function openStore(
  { dataFolder, databaseUrl = null }: DatabaseLocation,
  create: boolean,
): Promise<Store> {
  return databaseUrl === null ? openSqlite(dataFolder, create) : openPostgres(databaseUrl, create);
}

async function openSqlite(folder: string, create: boolean): Promise<Store> {
  await (create ? createDataFolder(folder) : assertDatabase(folder));
  const { default: Database } = await import('libsql');
  try {
    return await openSqliteStore({ driver: Database, path: databaseIn(folder), migrate: create });
  } catch (error) {
    throw toStartError(error, `The data folder ${folder} cannot be used.`);
  }
}

async function openPostgres(url: string, create: boolean): Promise<Store> {
  const { Pool } = await import('pg');
  try {
    return await openPostgresStore({ driver: Pool, connection: url, migrate: create });
  } catch (error) {
    throw toStartError(error, 'The database of DATABASE_URL cannot be used.');
  }
}

function toStartError(error: unknown, sentence: string): unknown {
  if (!isLynkStoreError(error)) return error;
  return new StartError(
    error.code === 'store_older'
      ? 'The database is empty or of an earlier version. Start the console first: npm start'
      : `${sentence} ${error.message}`,
  );
}
