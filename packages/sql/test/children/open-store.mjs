// Opens or migrates a database: the path of a SQLite file, or the options of a Postgres store as JSON.
import Database from 'libsql';
import { Pool } from 'pg';
import { migratePostgres, migrateSqlite, openPostgresStore, openSqliteStore } from '../../dist/index.js';

const postgresOptions = (database) =>
  database.startsWith('{') ? { driver: Pool, ...JSON.parse(database) } : undefined;
const sqliteOptions = (path) => ({ driver: Database, path });

export function openStore(database) {
  const postgres = postgresOptions(database);
  return postgres ? openPostgresStore(postgres) : openSqliteStore(sqliteOptions(database));
}

export function migrateStore(database) {
  const postgres = postgresOptions(database);
  return postgres ? migratePostgres(postgres) : migrateSqlite(sqliteOptions(database));
}
