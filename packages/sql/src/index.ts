export { isLynkStoreError, LynkStoreError, type StoreErrorCode } from './errors.ts';
export type { SqliteDatabase, SqliteDriver, SqliteStatement } from './sqlite/driver.ts';
export { migrateSqlite } from './sqlite/migrate-sqlite.ts';
export { openSqliteStore, type SqliteStoreOptions } from './sqlite/open-sqlite-store.ts';
export type { SqliteOptions } from './sqlite/read-options.ts';
