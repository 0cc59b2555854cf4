import { LynkStoreError } from '../errors.ts';
import { toParameters } from '../to-parameters.ts';
import type { SqliteDatabase, SqliteDriver, SqliteStatement } from './driver.ts';
import { toStoreError } from './to-store-error.ts';

/** A statement whose values are checked and whose errors are the store's. Fits Kysely. */
export interface Statement {
  readonly reader: boolean;
  all(values: readonly unknown[]): unknown[];
  get(values: readonly unknown[]): unknown;
  run(values: readonly unknown[]): ReturnType<SqliteStatement['run']>;
  iterate(values: readonly unknown[]): IterableIterator<unknown>;
}

/** A connection whose errors are the store's. Fits Kysely. */
export interface Connection {
  /** For statements without values, and the only way to begin and to commit. */
  exec(sql: string): void;
  /** Rows are objects. */
  prepare(sql: string): Statement;
  /** Rows are arrays, in the order of the columns: much cheaper than objects. */
  prepareRows(sql: string): Statement;
  readonly inTransaction: boolean;
  /** For good: what is used afterwards is an error. */
  close(): void;
}

/** What {@link openConnection} is given. */
export interface ConnectionOptions {
  readonly driver: SqliteDriver;
  readonly path: string;
  /** For how long SQLite itself waits for a lock, and blocks the process, in milliseconds. */
  readonly timeoutMs: number;
  /** Runs on every new connection. */
  readonly setup?: string;
}

/**
 * Makes a connection, which opens itself when it is first used, and replaces itself after a failure.
 *
 * A prepared statement that found the database locked is not reset by libsql. It stays under way,
 * and for as long the connection keeps the state of the database that it began to read: later reads
 * would be of the past, and no write could begin. There is no call to reset it, so the connection is
 * thrown away, once it is not in a transaction.
 */
export function openConnection(options: ConnectionOptions): Connection {
  let database: SqliteDatabase | undefined;
  let failed = false;
  let closed = false;

  const discard = () => {
    const old = database;
    database = undefined;
    failed = false;
    if (old !== undefined) guard(() => old.close());
  };
  const current = (): SqliteDatabase => {
    if (closed) throw new LynkStoreError('store_closed');
    if (failed && database?.inTransaction !== true) discard();
    database ??= openDatabase(options);
    return database;
  };
  const attempt = <T>(call: () => T): T => {
    try {
      return guard(call);
    } catch (error) {
      failed = true;
      throw error;
    }
  };

  const prepare = (sql: string, raw: boolean): Statement => {
    // No statement of this package has a question mark in a literal or a name.
    const places = sql.split('?').length - 1;
    let owner = current();
    const prepareOn = (on: SqliteDatabase) =>
      attempt(() => (raw ? on.prepare(sql).raw(true) : on.prepare(sql)));
    let statement = prepareOn(owner);
    const run = <T>(values: readonly unknown[], call: (on: SqliteStatement, values: unknown[]) => T): T => {
      const parameters = toParameters(values, places);
      const now = current();
      if (now !== owner) {
        statement = prepareOn(now);
        owner = now;
      }
      return attempt(() => call(statement, parameters));
    };
    const all = (values: readonly unknown[]) => run(values, (on, bound) => on.all(bound));
    return {
      reader: statement.reader,
      all,
      get: (values) => run(values, (on, bound) => on.get(bound)),
      run: (values) => run(values, (on, bound) => on.run(bound)),
      iterate: (values) => all(values)[Symbol.iterator]() as IterableIterator<unknown>,
    };
  };

  return {
    get inTransaction() {
      return database?.inTransaction === true;
    },
    // Not an attempt: the driver ends each of these statements by itself, whatever came of it.
    exec: (sql) => guard(() => void current().exec(sql)),
    prepare: (sql) => prepare(sql, false),
    prepareRows: (sql) => prepare(sql, true),
    close() {
      closed = true;
      discard();
    },
  };
}

function openDatabase({ driver, path, timeoutMs, setup }: ConnectionOptions): SqliteDatabase {
  const database = guard(() => new driver(path, { timeout: timeoutMs }));
  try {
    if (setup !== undefined) guard(() => void database.exec(setup));
    return database;
  } catch (error) {
    guard(() => void database.close());
    throw error;
  }
}

function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw toStoreError(error);
  }
}
