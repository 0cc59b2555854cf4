export type { Store } from '@lynk-auth/authority';
export { isLynkStoreError, LynkStoreError, type StoreErrorCode } from './errors.ts';
export type {
  ApplicationPool,
  PostgresClient,
  PostgresDriver,
  PostgresPool,
  PostgresStatement,
} from './postgres/driver.ts';
export { migratePostgres } from './postgres/migrate-postgres.ts';
export { openPostgresStore } from './postgres/open-postgres-store.ts';
export type { PostgresOptions, PostgresStoreOptions } from './postgres/read-options.ts';
export type { SqliteDatabase, SqliteDriver, SqliteStatement } from './sqlite/driver.ts';
export { migrateSqlite } from './sqlite/migrate-sqlite.ts';
export { openSqliteStore, type SqliteStoreOptions } from './sqlite/open-sqlite-store.ts';
export type { SqliteOptions } from './sqlite/read-options.ts';
