import Database from 'libsql';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { addAcme } from './acme.ts';
import { consistencyQueries } from './consistency-queries.ts';
import { type CrashTest, runCrashTest } from './run-crash-test.ts';

/** Consistency queries for SQLite only. */
const sqliteQueries = {
  'a broken page': `select * from pragma_integrity_check where integrity_check <> 'ok'`,
  'a broken reference': 'select * from pragma_foreign_key_check',
};

/** Speed up the consistency queries in a database with many rows. */
const indexes = `create index crash_audit_by_token on audit (token_id, action);
  create index crash_audit_by_user on audit (user_id, action);
  create index changes_by_token on changes (token_id);
  create index changes_by_user on changes (user_id)`;

/** Kills processes that write to a SQLite file, and checks the file after each kill. */
export async function crashOnSqlite(path: string, { kills, seed }: Pick<CrashTest, 'kills' | 'seed'>) {
  const store = await openSqliteStore({ driver: Database, path });
  await addAcme(store);
  const connection = new Database(path);
  connection.exec(indexes);
  const find = (query: string) => connection.prepare(query).all([]);
  const queries = { ...consistencyQueries, ...sqliteQueries };
  const acknowledged = await runCrashTest({ kills, seed, database: path, store, queries, find });
  connection.close();
  await store.close();
  return acknowledged;
}
