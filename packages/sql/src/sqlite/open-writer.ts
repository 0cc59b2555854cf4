import { sqliteDialect } from '../engine/dialect.ts';
import type { Engine } from '../engine/engine.ts';
import { retryWhileBusy } from '../engine/retry-while-busy.ts';
import { LynkStoreError } from '../errors.ts';
import { createDatabase } from './create-database.ts';
import { createPrivateFile, makePrivate } from './create-private-file.ts';
import { type Connection, openConnection } from './open-connection.ts';
import type { readOptions } from './read-options.ts';

/** The connection that writes. */
export interface Writer {
  readonly connection: Connection;
  readonly engine: Engine;
}

/**
 * Opens the connection that writes, on an empty database or one of lynk-auth.
 *
 * @throws {LynkStoreError} `store_unwritable`, `store_corrupt`, `store_foreign` or `store_busy`.
 */
export async function openWriter({
  driver,
  path,
  prefix,
  busyTimeoutMs,
}: ReturnType<typeof readOptions>): Promise<Writer> {
  createPrivateFile(path);
  const connection = openConnection({
    driver,
    path,
    // Never waits inside SQLite, which would block the process: `retryWhileBusy` waits instead.
    timeoutMs: 0,
    // `full`: a revocation that has resolved survives a power failure.
    setup: 'pragma synchronous = full; pragma foreign_keys = on; pragma trusted_schema = off',
  });
  let preparedFile = 0;
  const prepareFile = () => {
    const file = connection.countReplacements();
    assertOwnTables(connection, prefix);
    // With a prefix, a file that existed is another application's, which chooses its mode.
    if (prefix === '') makePrivate(path);
    useWriteAheadLog(connection);
    preparedFile = file;
  };
  try {
    await retryWhileBusy(prepareFile, busyTimeoutMs);
  } catch (error) {
    connection.close();
    throw error;
  }
  const db = createDatabase(connection, prefix);
  /** A commit to a file that is no longer behind the path is lost. */
  const assertNotReplaced = () => {
    if (connection.countReplacements() === preparedFile) return;
    throw new LynkStoreError('store_failed', {
      cause: new Error('The file was replaced while a command ran: send the command again.'),
    });
  };
  const control: Engine['control'] = (_, statement) => {
    if (statement !== 'begin') {
      connection.exec(statement);
      if (statement === 'commit') assertNotReplaced();
      return;
    }
    // A transaction whose rollback failed would block every later one.
    if (connection.inTransaction) connection.exec('rollback');
    if (connection.countReplacements() !== preparedFile) prepareFile();
    connection.exec('begin immediate');
  };
  const hasTables = async () => countTables(connection, prefix).own > 0;
  return { connection, engine: { db, dialect: sqliteDialect, control, busyTimeoutMs, hasTables } };
}

/** Runs before anything is changed: the tables may be those of another application. */
function assertOwnTables(connection: Connection, prefix: string): void {
  const { all, own } = countTables(connection, prefix);
  if (all > 0 && own === 0) throw new LynkStoreError('store_foreign');
}

/** Counts the tables, views, indexes and triggers whose names begin with the prefix. SQLite ignores the case of names. */
function countTables(connection: Connection, prefix: string): { readonly all: number; readonly own: number } {
  const [all, own] = connection
    .prepareRows(
      `select count(*), coalesce(sum(type = 'table' and name = ?), 0) from sqlite_schema
      where lower(substr(name, 1, ?)) = ?`,
    )
    .get([`${prefix}schema_version`, prefix.length, prefix]) as [number, number];
  return { all, own };
}

function useWriteAheadLog(connection: Connection): void {
  connection.exec('pragma journal_mode = wal');
  const [mode] = connection.prepareRows('pragma journal_mode').get([]) as [string];
  if (mode === 'wal') return;
  throw new LynkStoreError('store_failed', {
    cause: new Error(
      'The file system does not support shared memory, which a write-ahead log needs: use a local disk.',
    ),
  });
}
