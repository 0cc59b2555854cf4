import type { Store } from '@lynk-auth/authority';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { acme, addAcme, personalToken } from '../../test/acme.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';

const HOUR = 3_600_000;
const newPath = temporaryFolder();

/** Creates a store with one change per time. A command writes the last one. */
async function createLog(times: readonly number[]) {
  const path = newPath();
  const store = await openSqliteStore({ driver: Database, path });
  await addAcme(store);
  const database = new Database(path);
  database.exec('delete from changes');
  const insert = database.prepare(
    'insert into changes (sequence, at, organization_id, mark) values (?, ?, ?, ?)',
  );
  const before = times.slice(0, -1);
  database.exec('begin');
  for (const [index, at] of before.entries())
    insert.run([index + 1, at, acme.organizationId, crypto.randomUUID()]);
  database.exec(`update change_counter set value = ${before.length}; commit`);
  database.close();
  await store.apply(personalToken('t1', { at: times.at(-1) ?? 0 }));
  return store;
}

const sequencesFrom = async (store: Store, from: number) =>
  (await store.changes(from)).map(({ sequence }) => sequence);

const series = (count: number, time: (sequence: number) => number) =>
  Array.from({ length: count }, (_, index) => time(index + 1));

it('deletes changes of more than an hour up to the first newer one, at every 256th change', async () => {
  const now = 10 * HOUR;
  const store = await createLog(
    series(512, (sequence) => (sequence <= 100 ? now - HOUR - 1 : sequence < 512 ? now - HOUR : now)),
  );
  expect(await sequencesFrom(store, 0)).toEqual(series(412, (sequence) => sequence + 100));
  await store.close();
});

it('deletes nothing at other changes', async () => {
  const store = await createLog(series(511, (sequence) => (sequence < 511 ? 0 : 10 * HOUR)));
  expect(await sequencesFrom(store, 0)).toEqual(series(511, (sequence) => sequence));
  await store.close();
});

it('keeps the newest change, whatever its time', async () => {
  for (const [before, last] of [
    [0, 10 * HOUR],
    [10 * HOUR, 0],
    [10 * HOUR, -10 * HOUR],
  ] as const) {
    const store = await createLog(series(256, (sequence) => (sequence < 256 ? before : last)));
    for (const from of [255, 256, 257]) expect((await sequencesFrom(store, from)).at(-1)).toBe(256);
    await store.close();
  }
});

it('keeps an old change that follows a newer one, so that there is no gap', async () => {
  const now = 10 * HOUR;
  const store = await createLog(series(256, (sequence) => (sequence > 9 && sequence < 256 ? 0 : now)));
  expect(await sequencesFrom(store, 0)).toEqual(series(256, (sequence) => sequence));
  await store.close();
});

it('returns a page of at most 1,000 changes, the newest of them, oldest first', async () => {
  const store = await createLog(series(1100, () => 0));
  expect(await sequencesFrom(store, 50)).toEqual(series(1000, (sequence) => sequence + 100));
  expect(await sequencesFrom(store, 101)).toHaveLength(1000);
  expect(await sequencesFrom(store, 102)).toHaveLength(999);
  await store.close();
});
