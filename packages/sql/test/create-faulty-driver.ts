import Database from 'libsql';
import type { SqliteDatabase, SqliteDriver, SqliteStatement } from '../src/sqlite/driver.ts';

/** The fault of an armed driver. */
export interface Fault {
  /** The number of the statement that fails, counted from 1 after `arm`. */
  readonly at: number;
  /**
   * - `before`: the statement is not executed. The next ones work.
   * - `after`: the statement is executed, and its result is lost.
   * - `permanently`: no statement is executed from this one on, until `disarm`.
   */
  readonly how: 'before' | 'after' | 'permanently';
}

/** A driver that fails on demand. */
export interface FaultyDriver {
  readonly driver: SqliteDriver;
  /** The error that it throws. */
  readonly error: Error;
  arm(fault: Fault): void;
  /** @returns The statement that failed first; `null` if none did. */
  disarm(): string | null;
}

/** Wraps libsql. Counts every statement, including `begin` and `commit`. */
export function createFaultyDriver(): FaultyDriver {
  const error = new Error('Injected failure of the driver.');
  let fault: Fault | null = null;
  let count = 0;
  let failed: string | null = null;

  const execute = <T>(sql: string, run: () => T): T => {
    count += 1;
    if (fault === null || (fault.how === 'permanently' ? count < fault.at : count !== fault.at)) return run();
    failed ??= sql;
    if (fault.how === 'after') run();
    throw error;
  };
  const wrapStatement = (sql: string, statement: SqliteStatement): SqliteStatement => ({
    reader: statement.reader,
    raw(on) {
      statement.raw(on);
      return this;
    },
    all: (parameters) => execute(sql, () => statement.all(parameters)),
    get: (parameters) => execute(sql, () => statement.get(parameters)),
    run: (parameters) => execute(sql, () => statement.run(parameters)),
  });

  /** A function rather than a class: the object that it returns replaces the new instance. */
  function Driver(path: string, options?: { timeout?: number }): SqliteDatabase {
    const database: SqliteDatabase = new Database(path, options);
    return {
      get inTransaction() {
        return database.inTransaction;
      },
      prepare: (sql) => wrapStatement(sql, database.prepare(sql)),
      // The tests do not simulate a power failure, and synchronous writes are slow.
      exec: (sql) =>
        execute(sql, () => database.exec(sql.replace('synchronous = full', 'synchronous = off'))),
      close: () => database.close(),
    };
  }

  return {
    error,
    driver: Driver as unknown as SqliteDriver,
    arm(next) {
      [fault, count, failed] = [next, 0, null];
    },
    disarm() {
      fault = null;
      return failed;
    },
  };
}
