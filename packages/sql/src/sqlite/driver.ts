/** What of a SQLite driver is used: a statement of `libsql`. */
export interface SqliteStatement {
  readonly reader: boolean;
  raw(on?: boolean): SqliteStatement;
  all(parameters: unknown[]): unknown[];
  get(parameters: unknown[]): unknown;
  run(parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/** What of a SQLite driver is used: a connection of `libsql`. */
export interface SqliteDatabase {
  readonly inTransaction: boolean;
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  close(): unknown;
}

/**
 * The default export of `libsql`, told by its shape: this package depends on no driver. It is a
 * constructor and not an open database, since the lookup has a connection of its own.
 */
export type SqliteDriver = new (path: string, options?: { timeout?: number }) => SqliteDatabase;
