import Database from 'libsql';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { addAcme } from './acme.ts';
import { type Crash, crash } from './crash.ts';
import { consistencyQueries } from './half-done.ts';

/** What only SQLite can have. */
const damage = {
  'a broken page': `select * from pragma_integrity_check where integrity_check <> 'ok'`,
  'a broken reference': 'select * from pragma_foreign_key_check',
};

/** For the queries alone, in a database with many rows. */
const indexes = `create index audit_by_token on audit (token_id, action);
  create index audit_by_user on audit (user_id, action);
  create index changes_by_token on changes (token_id);
  create index changes_by_user on changes (user_id)`;

/** Kills so many processes that use a SQLite file. */
export async function crashOnSqlite(path: string, { kills, seed }: Pick<Crash, 'kills' | 'seed'>) {
  const store = await openSqliteStore({ driver: Database, path });
  await addAcme(store);
  const database = new Database(path);
  database.exec(indexes);
  const find = (query: string) => database.prepare(query).all([]);
  const queries = { ...consistencyQueries, ...damage };
  const answered = await crash({ kills, seed, where: path, store, queries, find });
  database.close();
  await store.close();
  return answered;
}
