// Where a test's database is: the path of a file, or what connects to Postgres as JSON.
import Database from 'libsql';
import { Pool } from 'pg';
import { migratePostgres, migrateSqlite, openPostgresStore, openSqliteStore } from '../../dist/index.js';

const onPostgres = (where) => where.startsWith('{') && { driver: Pool, ...JSON.parse(where) };
const onSqlite = (path) => ({ driver: Database, path });

export function openStore(where) {
  const postgres = onPostgres(where);
  return postgres ? openPostgresStore(postgres) : openSqliteStore(onSqlite(where));
}

export function migrateStore(where) {
  const postgres = onPostgres(where);
  return postgres ? migratePostgres(postgres) : migrateSqlite(onSqlite(where));
}
