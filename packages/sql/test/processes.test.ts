/// <reference types="node" />
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { migrateSqlite } from '../src/sqlite/migrate-sqlite.ts';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { acme, addAcme, personalToken } from './acme.ts';
import { expectEventsDelivered } from './expect-events-delivered.ts';
import { expectNoLateWrite, expectOlderProcessStops, newerMigrations } from './newer-tables.ts';
import { startChild } from './start-child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const newPath = temporaryFolder();

describe('a second process next to a running server', () => {
  it('revokes a token, which the next lookup of the server sees', async () => {
    const path = newPath();
    const store = await openSqliteStore({ driver: Database, path });
    await addAcme(store);
    const token = personalToken('t1');
    await store.apply(token);
    expect(await store.lookup([token.digest])).toMatchObject({ revokedAt: null });
    const [newest] = await store.changes(Number.MAX_SAFE_INTEGER);

    const revoke = { ...acme.base, type: 'revoke_token', tokenId: 't1', at: 2000 };
    const child = startChild('apply-command', path, JSON.stringify(revoke));
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(JSON.parse(child.output())).toMatchObject({ ok: true, token: { revokedAt: 2000 } });
    expect(store.lookup([token.digest])).toMatchObject({ tokenId: 't1', revokedAt: 2000 });
    const next = { sequence: (newest?.sequence ?? Number.NaN) + 1, tokenId: 't1' };
    expect(store.changes(newest?.sequence ?? Number.NaN)).toMatchObject([newest, next]);
    await store.close();
  });

  it('issues a token, which the server finds, and sees the writes of the server', async () => {
    const path = newPath();
    const store = await openSqliteStore({ driver: Database, path });
    await addAcme(store);
    const token = personalToken('t2');
    expect(store.lookup([token.digest])).toBeNull();
    const json = JSON.stringify({ ...token, digest: [...token.digest] });
    const child = startChild('apply-command', path, json);
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(store.lookup([token.digest])).toMatchObject({ tokenId: 't2', rolePermissions: ['view_sboms'] });
    await store.close();
  });
});

describe('processes that open a new database at the same time', () => {
  const starts = [
    ['migrate', 2],
    ['migrate', 2],
    ['migrate', 4],
    ['open', 2],
    ['open', 4],
  ] as const;
  it.each(starts)('%s, %i of them', async (operation, count) => {
    const path = newPath();
    const children = Array.from({ length: count }, () => startChild('migrate', path, operation));
    await Promise.all(children.map((child) => child.waitForOutput('ready')));
    for (const child of children) child.process.stdin.write('go\n');
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(ends).toEqual(children.map(() => ({ code: 0, signal: null })));

    const store = await openSqliteStore({ driver: Database, path, migrate: false });
    await addAcme(store);
    expect(await store.listMembers(acme.organizationId)).toHaveLength(1);
    await store.close();
  });
});

it('events are delivered by several processes, of which one is killed and one fails', async () => {
  const path = newPath();
  const store = await openSqliteStore({ driver: Database, path });
  await expectEventsDelivered(store, path);
  await store.close();
});

describe('while another connection writes', () => {
  it('a command waits without blocking the process, and lookups succeed', async () => {
    const path = newPath();
    const store = await openSqliteStore({ driver: Database, path });
    await addAcme(store);
    const token = personalToken('t3');
    await store.apply(token);
    const other = new Database(path);
    other.exec('begin immediate');
    other.exec(`update tokens set name = 'uncommitted'`);

    let done = false;
    const update = store
      .apply({ ...acme.base, type: 'update_token', tokenId: 't3', name: 'renamed' })
      .finally(() => {
        done = true;
      });
    for (let tick = 0; tick < 20; tick += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(store.lookup([token.digest])).toMatchObject({ tokenId: 't3' });
      expect(await store.getToken(acme.organizationId, 't3')).toMatchObject({ name: 'laptop' });
      expect(done).toBe(false);
    }
    other.exec('rollback');
    expect(await update).toMatchObject({ ok: true, token: { name: 'renamed' } });
    other.close();
    await store.close();
  });

  it('a command that reaches its time limit fails and leaves the store unchanged', async () => {
    const path = newPath();
    const store = await openSqliteStore({ driver: Database, path, busyTimeoutMs: 60 });
    await addAcme(store);
    const other = new Database(path);
    other.exec('begin immediate');
    const started = performance.now();
    await expect(store.apply(personalToken('t4'))).rejects.toMatchObject({ code: 'store_busy' });
    expect(performance.now() - started).toBeGreaterThan(55);
    other.exec('commit');
    expect(await store.getToken(acme.organizationId, 't4')).toBeNull();
    expect(await store.apply(personalToken('t4'))).toMatchObject({ ok: true });
    other.close();
    await store.close();
  });
});

describe('a process beside tables of a newer version', () => {
  const openTables = async () => {
    const path = newPath();
    return {
      store: await openSqliteStore({ driver: Database, path }),
      database: path,
      // Longer than the other processes can write one after another.
      migrate: () => migrateSqlite({ driver: Database, path, busyTimeoutMs: 60_000 }),
      read: (query: string) => new Database(path).prepare(query).all([]),
    };
  };

  it.each(Object.entries(newerMigrations))('stops after a migration that %s', async (_, newer) => {
    await expectOlderProcessStops(newer, await openTables());
  });

  it('commits no command after the migration', async () => expectNoLateWrite(await openTables(), 1), 120_000);
});
