import { toParameters } from '../engine/to-parameters.ts';
import { LynkStoreError } from '../errors.ts';
import type { SqliteDatabase, SqliteDriver, SqliteStatement } from './driver.ts';
import { readFileIdentity } from './read-file-identity.ts';
import { toStoreError } from './to-store-error.ts';

/** A statement that validates its values and throws a {@link LynkStoreError}. Compatible with Kysely. */
export interface Statement {
  readonly reader: boolean;
  all(values: readonly unknown[]): unknown[];
  get(values: readonly unknown[]): unknown;
  run(values: readonly unknown[]): ReturnType<SqliteStatement['run']>;
  iterate(values: readonly unknown[]): IterableIterator<unknown>;
}

/** A connection that throws a {@link LynkStoreError}. Compatible with Kysely. */
export interface Connection {
  /** Executes statements without values. The only way to begin and commit a transaction. */
  exec(sql: string): void;
  /** Prepares a statement whose rows are objects. */
  prepare(sql: string): Statement;
  /** Prepares a statement whose rows are arrays in the order of the columns, which is much cheaper. */
  prepareRows(sql: string): Statement;
  readonly inTransaction: boolean;
  /**
   * The number of times that the file behind the path was replaced by another one, which was then opened. Outside of a
   * transaction, it also checks that.
   *
   * @throws {LynkStoreError} `store_unwritable` when there is no file.
   */
  countReplacements(): number;
  /** Closes the connection permanently. Later calls throw `store_closed`. */
  close(): void;
}

/** Options of {@link openConnection}. */
export interface ConnectionOptions {
  readonly driver: SqliteDriver;
  readonly path: string;
  /** How long SQLite itself waits for a lock while blocking the process, in milliseconds. */
  readonly timeoutMs: number;
  /** SQL that runs on every new connection. */
  readonly setup?: string;
}

/**
 * Creates a connection that opens on first use and reopens after a failure.
 *
 * libsql does not reset a prepared statement that failed because the database was locked. The statement stays
 * active, and until it ends, the connection keeps its snapshot of the database: later reads would be outdated,
 * and no write could begin. There is no call to reset it, so the connection is replaced as soon as it is outside
 * of a transaction.
 */
export function openConnection(options: ConnectionOptions): Connection {
  let database: SqliteDatabase | undefined;
  /** The file that is open. */
  let identity: string | undefined;
  let replacements = 0;
  let failed = false;
  let closed = false;

  const discard = () => {
    const previous = database;
    database = undefined;
    failed = false;
    if (previous !== undefined) guard(() => previous.close());
  };
  const current = (): SqliteDatabase => {
    if (closed) throw new LynkStoreError('store_closed');
    if (failed && database?.inTransaction !== true) discard();
    if (database === undefined) {
      const opened = openFile(options);
      if (identity !== undefined && identity !== opened.identity) replacements += 1;
      ({ database, identity } = opened);
    }
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
    const placeholderCount = sql.split('?').length - 1;
    let preparedOn = current();
    const prepareOn = (on: SqliteDatabase) =>
      attempt(() => (raw ? on.prepare(sql).raw(true) : on.prepare(sql)));
    let statement = prepareOn(preparedOn);
    const run = <T>(values: readonly unknown[], call: (on: SqliteStatement, values: unknown[]) => T): T => {
      const parameters = toParameters(values, placeholderCount);
      const connected = current();
      if (connected !== preparedOn) {
        statement = prepareOn(connected);
        preparedOn = connected;
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
    countReplacements() {
      if (closed) throw new LynkStoreError('store_closed');
      if (database?.inTransaction !== true) {
        if (readFileIdentity(options.path) !== identity) discard();
        current();
      }
      return replacements;
    },
    // No reconnect after a failure: the driver finalizes these statements in any case.
    exec: (sql) => guard(() => void current().exec(sql)),
    prepare: (sql) => prepare(sql, false),
    prepareRows: (sql) => prepare(sql, true),
    close() {
      closed = true;
      discard();
    },
  };
}

/** Opens the file behind the path, never another one that replaces it at the same time. */
function openFile(options: ConnectionOptions): { database: SqliteDatabase; identity: string } {
  // The driver would create a missing file.
  const identity = readFileIdentity(options.path);
  const database = openDatabase(options);
  if (readFileIdentity(options.path) === identity) return { database, identity };
  guard(() => void database.close());
  throw new LynkStoreError('store_busy');
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
