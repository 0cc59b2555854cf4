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
  const insert = database.prepare('insert into changes (sequence, at, organization_id) values (?, ?, ?)');
  const before = times.slice(0, -1);
  database.exec('begin');
  for (const [index, at] of before.entries()) insert.run([index + 1, at, acme.organizationId]);
  database.exec(`update change_counter set value = ${before.length}; commit`);
  database.close();
  await store.apply(personalToken('t1', { at: times.at(-1) ?? 0 }));
  return store;
}

const series = (count: number, time: (sequence: number) => number) =>
  Array.from({ length: count }, (_, index) => time(index + 1));

it('deletes changes of more than an hour up to the first newer one, at every 256th change', async () => {
  const now = 10 * HOUR;
  const store = await createLog(
    series(512, (sequence) => (sequence <= 100 ? now - HOUR - 1 : sequence < 512 ? now - HOUR : now)),
  );
  const { newest, oldest, changes } = await store.changes(0);
  expect({ newest, oldest }).toEqual({ newest: 512, oldest: 101 });
  expect(changes.map(({ sequence }) => sequence)).toEqual(series(412, (sequence) => sequence + 100));
  await store.close();
});

it('deletes nothing at other changes', async () => {
  const store = await createLog(series(511, (sequence) => (sequence < 511 ? 0 : 10 * HOUR)));
  expect(await store.changes(0)).toMatchObject({ newest: 511, oldest: 1 });
  await store.close();
});

it('keeps the newest change, whatever its time', async () => {
  for (const [before, last] of [
    [0, 10 * HOUR],
    [10 * HOUR, 0],
    [10 * HOUR, -10 * HOUR],
  ] as const) {
    const store = await createLog(series(256, (sequence) => (sequence < 256 ? before : last)));
    const { newest, oldest, changes } = await store.changes(255);
    expect({ newest, oldest: oldest <= 256, last: changes.at(-1)?.sequence }).toEqual({
      newest: 256,
      oldest: true,
      last: 256,
    });
    await store.close();
  }
});

it('keeps an old change that follows a newer one, so that there is no gap', async () => {
  const now = 10 * HOUR;
  const store = await createLog(series(256, (sequence) => (sequence > 9 && sequence < 256 ? 0 : now)));
  expect(await store.changes(0)).toMatchObject({ newest: 256, oldest: 1 });
  await store.close();
});

it('returns a page of at most 1,000 changes, oldest first', async () => {
  const store = await createLog(series(1100, () => 0));
  const page = await store.changes(50);
  expect(page).toMatchObject({ newest: 1100, oldest: 1 });
  expect(page.changes.map(({ sequence }) => sequence)).toEqual(series(1000, (sequence) => sequence + 50));
  expect((await store.changes(100)).changes).toHaveLength(1000);
  await store.close();
});
