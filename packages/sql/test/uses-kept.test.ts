import Database from 'libsql';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { expectUsesKept } from './uses-kept.ts';

const newPath = temporaryFolder();

it('counts no use twice, and loses none that was written, when processes are killed', async () => {
  const path = newPath();
  const store = await openSqliteStore({ driver: Database, path });
  const database = new Database(path);
  await expectUsesKept({ store, database: path, read: (query) => database.prepare(query).all([]) }, 1);
  for (const pragma of ['integrity_check', 'foreign_key_check']) {
    const problems = database.prepare(`select * from pragma_${pragma}`).all([]);
    expect(problems).toEqual(pragma === 'integrity_check' ? [{ integrity_check: 'ok' }] : []);
  }
  database.close();
  await store.close();
}, 60_000);
