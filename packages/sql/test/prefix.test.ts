/// <reference types="node" />
import { chmodSync, statSync } from 'node:fs';
import { storeContract } from '@lynk-auth/conformance';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { migrations } from '../src/migrations/migrations.ts';
import { migrateSqlite } from '../src/sqlite/migrate-sqlite.ts';
import { openSqliteStore } from '../src/sqlite/open-sqlite-store.ts';
import { acme, addAcme, personalToken } from './acme.ts';
import { everyCommand, prepareEveryCommand } from './every-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const newPath = temporaryFolder();
const open = (path: string) => openSqliteStore({ driver: Database, path, prefix: 'lynk_' });
const storeError = (code: string) => ({ name: 'LynkStoreError', code });

/** The database of an application, whose tables have the names that the store uses, too. */
function createHost(path = newPath()) {
  const host = new Database(path);
  host.exec(`create table users (id integer primary key, name text not null);
    create table tokens (id integer primary key, user_id integer references users (id), text text);
    create table audit (line text);
    create table schema_version (applied text);
    create table lynx (id text);
    create index tokens_by_owner on tokens (user_id);
    create view members as select * from users;
    insert into users values (1, 'Ada');
    insert into tokens values (1, 1, 'theirs');
    insert into schema_version values ('0001_users')`);
  const rows = (sql: string) => host.prepare(sql).all([]) as Record<string, unknown>[];
  const tables = () =>
    rows(`select name, sql from sqlite_schema where name not like 'lynk\\_%' escape '\\' and name not like 'sqlite_%'
      order by name`);
  const content = () =>
    ['users', 'tokens', 'audit', 'schema_version'].map((name) => rows(`select * from ${name}`));
  return { path, host, rows, tables, content };
}

describe('the store contract, in the database of an application', () => {
  for (const { name, run } of storeContract) {
    it(name, () =>
      run(() => {
        const { path, host } = createHost();
        host.close();
        return open(path);
      }),
    );
  }
});

describe('a prefix', () => {
  it('is the beginning of every table and index, and nothing else in the file changes', async () => {
    const { path, host, rows, tables, content } = createHost();
    const before = [tables(), content()];
    expect(await migrateSqlite({ driver: Database, path, prefix: 'lynk_' })).toBe(migrations.length);
    const store = await open(path);
    await prepareEveryCommand(store);
    for (const command of everyCommand) expect(await store.apply(command)).toMatchObject({ ok: true });
    expect([tables(), content()]).toEqual(before);
    const plain = newPath();
    await migrateSqlite({ driver: Database, path: plain });
    const names = (database: InstanceType<typeof Database>, where: string) =>
      database
        .prepare(
          `select name, type from sqlite_schema where ${where} and name not like 'sqlite_%' order by name`,
        )
        .all([]) as { name: string; type: string }[];
    const ours = names(host, `name like 'lynk\\_%' escape '\\'`);
    const expected = names(new Database(plain), 'true');
    expect(ours).toEqual(expected.map(({ name, type }) => ({ name: `lynk_${name}`, type })));
    expect(rows('pragma foreign_key_check')).toEqual([]);
    await store.close();
    host.close();
  });

  it('lets the application change its tables while the store is open', async () => {
    const { path, host } = createHost();
    const store = await open(path);
    await addAcme(store);
    const token = personalToken('t1');
    await store.apply(token);
    expect(store.lookup([token.digest])).toMatchObject({ tokenId: 't1' });
    host.exec('alter table users add column email text; create table projects (id text); drop view members');
    expect(store.lookup([token.digest])).toMatchObject({ tokenId: 't1' });
    host.exec(`begin immediate; insert into projects values ('p1')`);
    const renamed = store.apply({ ...acme.base, type: 'update_token', tokenId: 't1', name: 'desktop' });
    setTimeout(() => host.exec('commit'), 50);
    expect(await renamed).toMatchObject({ ok: true });
    expect(await store.getToken(acme.organizationId, 't1')).toMatchObject({ name: 'desktop' });
    await store.close();
    expect(host.prepare('select count(*) as count from projects').get([])).toMatchObject({ count: 1 });
    host.close();
  });

  it('keeps two stores in one file apart, with a lease of their own', async () => {
    const path = newPath();
    const one = await openSqliteStore({ driver: Database, path, prefix: 'one_', leaseMs: 40 });
    const other = await openSqliteStore({ driver: Database, path, prefix: 'other_', leaseMs: 50 });
    await addAcme(one);
    const token = personalToken('t1');
    await one.apply(token);
    expect(one.lookup([token.digest])).toMatchObject({ tokenId: 't1' });
    expect(other.lookup([token.digest])).toBeNull();
    expect(await other.listOrganizations()).toEqual([]);
    await addAcme(other);
    expect(await other.apply(token)).toMatchObject({ ok: true });
    expect(await one.apply({ ...acme.base, type: 'revoke_token', tokenId: 't1' })).toMatchObject({
      ok: true,
    });
    expect(other.lookup([token.digest])).toMatchObject({ revokedAt: null });
    expect([one.leaseMs, other.leaseMs]).toEqual([40, 50]);
    await one.close();
    await other.close();
    await expect(openSqliteStore({ driver: Database, path })).rejects.toMatchObject(
      storeError('store_foreign'),
    );
  });

  it('migrates older tables, and finds them only under their prefix', async () => {
    const { path, host, content } = createHost();
    const before = content();
    await (await open(path)).close();
    host.exec('update lynk_schema_version set version = 0');
    await expect(
      openSqliteStore({ driver: Database, path, prefix: 'lynk_', migrate: false }),
    ).rejects.toMatchObject(storeError('store_older'));
    host.exec(`update lynk_schema_version set version = ${migrations.length + 1}`);
    await expect(open(path)).rejects.toMatchObject(storeError('store_newer'));
    await expect(
      openSqliteStore({ driver: Database, path, prefix: 'another_', migrate: false }),
    ).rejects.toMatchObject(storeError('store_older'));
    expect(content()).toEqual(before);
    host.close();
  });

  it.each([
    'create table lynk_notes (id text)',
    'create table "Lynk_Tokens" (id text)',
    'create view lynk_tokens as select 1',
    'create table notes (id text); create index lynk_by_id on notes (id)',
  ])('is rejected where the application uses it: %s', async (sql) => {
    const { path, host, rows } = createHost();
    host.exec(sql);
    const before = rows('select * from sqlite_schema');
    await expect(open(path)).rejects.toMatchObject(storeError('store_foreign'));
    await expect(migrateSqlite({ driver: Database, path, prefix: 'lynk_' })).rejects.toMatchObject(
      storeError('store_foreign'),
    );
    expect(rows('select * from sqlite_schema')).toEqual(before);
    host.close();
  });

  it('leaves the mode of the application’s file as it is, and makes a new file private', async () => {
    const { path, host } = createHost();
    chmodSync(path, 0o640);
    await (await open(path)).close();
    expect(statSync(path).mode & 0o777).toBe(0o640);
    host.close();
    const created = newPath();
    const store = await open(created);
    expect([created, `${created}-wal`].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    await store.close();
  });
});

it('without a prefix, the database of an application is rejected and unchanged', async () => {
  const { path, host, rows } = createHost();
  host.exec('drop table schema_version');
  const before = rows('select * from sqlite_schema');
  await expect(openSqliteStore({ driver: Database, path })).rejects.toMatchObject(
    storeError('store_foreign'),
  );
  expect(rows('select * from sqlite_schema')).toEqual(before);
  host.close();
});
