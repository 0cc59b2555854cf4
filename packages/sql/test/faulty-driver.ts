import Database from 'libsql';
import type { SqliteDatabase, SqliteDriver, SqliteStatement } from '../src/sqlite/driver.ts';

/** When a driver fails, once it is armed. */
export interface Fault {
  /** The statement that fails, counted from the moment of arming. */
  readonly at: number;
  /**
   * - `before`: the statement is not run, and the next ones work.
   * - `after`: it is run, and its answer is lost.
   * - `for good`: it and all that follow are not run, until the driver is disarmed.
   */
  readonly how: 'before' | 'after' | 'for good';
}

/** A driver that fails when it is told to. */
export interface FaultyDriver {
  readonly driver: SqliteDriver;
  /** What it fails with. */
  readonly error: Error;
  arm(fault: Fault): void;
  /** @returns The statement at which it failed; `null` if it did not. */
  disarm(): string | null;
}

/** Wraps libsql: every statement passes here, `begin` and `commit` too. */
export function createFaultyDriver(): FaultyDriver {
  const error = new Error('The driver failed, as it was told to.');
  let fault: Fault | null = null;
  let count = 0;
  let failed: string | null = null;

  const pass = <T>(sql: string, run: () => T): T => {
    count += 1;
    if (fault === null || (fault.how === 'for good' ? count < fault.at : count !== fault.at)) return run();
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
    all: (parameters) => pass(sql, () => statement.all(parameters)),
    get: (parameters) => pass(sql, () => statement.get(parameters)),
    run: (parameters) => pass(sql, () => statement.run(parameters)),
  });

  /** Not a class: what a constructor returns is what it makes. */
  function Driver(path: string, options?: { timeout?: number }): SqliteDatabase {
    const database: SqliteDatabase = new Database(path, options);
    return {
      get inTransaction() {
        return database.inTransaction;
      },
      prepare: (sql) => wrapStatement(sql, database.prepare(sql)),
      // Nothing here loses power, and the disk is slow.
      exec: (sql) => pass(sql, () => database.exec(sql.replace('synchronous = full', 'synchronous = off'))),
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
