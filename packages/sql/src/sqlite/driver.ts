/** The part of `libsql` that is used: a statement. */
export interface SqliteStatement {
  readonly reader: boolean;
  raw(on?: boolean): SqliteStatement;
  all(parameters: unknown[]): unknown[];
  get(parameters: unknown[]): unknown;
  run(parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/** The part of `libsql` that is used: a connection. */
export interface SqliteDatabase {
  readonly inTransaction: boolean;
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  close(): unknown;
}

/**
 * The default export of `libsql`, as a structural type: this package depends on no driver. It is a constructor
 * rather than an open database, since the lookup uses its own connection.
 */
export type SqliteDriver = new (path: string, options?: { timeout?: number }) => SqliteDatabase;
