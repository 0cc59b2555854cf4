import { Kysely, SqliteDialect } from 'kysely';
import { sqliteDialect } from '../dialect.ts';
import type { Engine } from '../engine.ts';
import { LynkStoreError } from '../errors.ts';
import { retryWhileBusy } from '../retry-while-busy.ts';
import type { Schema } from '../schema.ts';
import { type Connection, openConnection } from './connection.ts';
import { createPrivateFile, makePrivate } from './private-file.ts';
import type { readOptions } from './read-options.ts';

/** The connection that writes. */
export interface Writer {
  readonly connection: Connection;
  readonly engine: Engine;
}

/**
 * Opens the connection that writes, on a database that is ours or empty.
 *
 * @throws {LynkStoreError} `store_unwritable`, `store_corrupt`, `store_foreign` or `store_busy`.
 */
export async function openWriter({
  driver,
  path,
  busyTimeoutMs,
}: ReturnType<typeof readOptions>): Promise<Writer> {
  createPrivateFile(path);
  const connection = openConnection({
    driver,
    path,
    // It never waits inside SQLite, where it would stop the whole process: `retryWhileBusy` does.
    timeoutMs: 0,
    // FULL: a revocation that was answered survives a loss of power.
    setup: 'pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off',
  });
  try {
    await retryWhileBusy(() => {
      assertOurs(connection);
      makePrivate(path);
      useWriteAheadLog(connection);
    }, busyTimeoutMs);
  } catch (error) {
    connection.close();
    throw error;
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
  const control: Engine['control'] = (_, statement) => {
    if (statement !== 'begin') return connection.exec(statement);
    // One that could not be rolled back would stand in the way of every later one.
    if (connection.inTransaction) connection.exec('rollback');
    connection.exec('begin immediate');
  };
  const hasTables = async () => countTables(connection).ours > 0;
  return { connection, engine: { db, dialect: sqliteDialect, control, busyTimeoutMs, hasTables } };
}

/** Before anything is changed: a path may lead to another program's database. */
function assertOurs(connection: Connection): void {
  const { all, ours } = countTables(connection);
  if (all > 0 && ours === 0) throw new LynkStoreError('store_foreign');
}

function countTables(connection: Connection): { readonly all: number; readonly ours: number } {
  const [all, ours] = connection
    .prepareRows(
      "select count(*), coalesce(sum(name = 'schema_version'), 0) from sqlite_schema where type = 'table'",
    )
    .get([]) as [number, number];
  return { all, ours };
}

function useWriteAheadLog(connection: Connection): void {
  connection.exec('pragma journal_mode = wal');
  const [mode] = connection.prepareRows('pragma journal_mode').get([]) as [string];
  if (mode === 'wal') return;
  throw new LynkStoreError('store_failed', {
    cause: new Error('The file system has no shared memory (WAL).'),
  });
}
