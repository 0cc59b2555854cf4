/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { defaultOrganizationPolicy } from '@lynk-auth/authority';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { acme, personalToken } from '../../test/acme.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { expectUsesMigrated } from '../../test/version-thirteen.ts';
import { expectVersionThreeKept } from '../../test/version-three.ts';
import { migrateSqlite } from '../sqlite/migrate-sqlite.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';
import { openWriter } from '../sqlite/open-writer.ts';
import { createTables } from './create-tables.ts';
import { migrations } from './migrations.ts';

const newPath = temporaryFolder();

const run = (path: string, sql: string) => {
  const database = new Database(path);
  database.exec(sql);
  database.close();
};

const definitions = (path: string) =>
  new Database(path)
    .prepare(
      `select sql from sqlite_schema where sql is not null and name not like 'sqlite_%' order by rowid`,
    )
    .all([])
    .map((row) => (row as { sql: string }).sql);

describe('migrateSqlite', () => {
  it('migrates to the newest version and can run again', async () => {
    const path = newPath();
    expect(await migrateSqlite({ driver: Database, path })).toBe(migrations.length);
    const tables = definitions(path);
    expect(await migrateSqlite({ driver: Database, path })).toBe(migrations.length);
    expect(definitions(path)).toEqual(tables);
  });

  it('creates exactly these tables, since a released migration never changes', async () => {
    const path = newPath();
    await migrateSqlite({ driver: Database, path });
    expect(definitions(path)).toMatchSnapshot();
  });

  it('has a line in the README for each version: what happens beside older processes', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const ranges = [...readme.matchAll(/^\| (\d+) to (\d+) +\|.+\| \S.+\|$/gm)];
    const versions = ranges.flatMap(([, first, last]) =>
      Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index),
    );
    expect(versions).toEqual(migrations.map((_, index) => index + 1));
  });

  it('rolls back a failed migration and applies it when it runs again', async () => {
    const path = newPath();
    await migrateSqlite({ driver: Database, path });
    const all = definitions(path);
    run(path, 'drop table audit; drop table secrets');
    run(path, 'update schema_version set version = 0');
    // Most tables exist, so the migration fails halfway, and the tables that it created are rolled back.
    run(path, 'drop table organizations');
    const before = definitions(path);
    await expect(migrateSqlite({ driver: Database, path })).rejects.toMatchObject({ code: 'store_failed' });
    expect(definitions(path)).toEqual(before);

    const other = newPath();
    run(other, 'create table schema_version (id integer primary key, version integer not null) strict');
    expect(await migrateSqlite({ driver: Database, path: other })).toBe(migrations.length);
    expect(definitions(other)).toHaveLength(all.length);
  });
});

describe('a database of version 1', () => {
  const { digest, ...issued } = personalToken('t1');
  const permissions = ['view_sboms', 'é "quoted"'];
  /** Creates the tables of version 1, with one token in them. */
  const createVersionOne = async () => {
    const path = newPath();
    const { connection, engine } = await openWriter({ driver: Database, path, prefix: '', busyTimeoutMs: 0 });
    await createTables(engine.db, engine.dialect);
    connection.close();
    run(
      path,
      `create table "schema_version" ("id" integer primary key, "version" integer not null) strict;
      insert into schema_version values (1, 1);
      insert into organizations values ('acme', 'Acme Corp', 1, 2), ('other', 'Other', 3, 3);
      insert into roles values (7, 'acme', 'admin', 'Admin', '${JSON.stringify(permissions)}', 1),
        (8, 'other', 'none', 'None', '[]', 0);
      insert into users values ('ada', 'Ada', 'ada@example.com');
      insert into members values (9, 'acme', 'ada', 7, 1);
      insert into tokens (number, organization_id, id, environment, owner_id, member_number, kind, name,
        created_by_kind, created_at, updated_at)
        values (5, 'acme', 't1', 'live', 'ada', 9, 'personal', 'laptop', 'system', 1, 1);
      insert into secrets values (x'${Buffer.from(digest).toString('hex')}', 5, 'active', null, 1, null, 'lynk_live_eTQw…');
      insert into changes values (1, 1, 'acme', null, 'ada', null), (2, 1, 'acme', 't1', null, null);
      update change_counter set value = 2`,
    );
    return path;
  };

  it('keeps its data when it is migrated', async () => {
    const path = await createVersionOne();
    const store = await openSqliteStore({ driver: Database, path, leaseMs: 250 });
    expect(store.leaseMs).toBe(250);
    const policy = defaultOrganizationPolicy;
    expect(await store.listOrganizations()).toEqual([
      { id: 'acme', name: 'Acme Corp', policy, createdAt: 1, updatedAt: 2 },
      { id: 'other', name: 'Other', policy, createdAt: 3, updatedAt: 3 },
    ]);
    expect(await store.getMember('acme', 'ada')).toMatchObject({ name: 'Ada', role: { permissions } });
    expect(await store.getRole('other', 'none')).toMatchObject({ permissions: [] });
    expect(await store.getToken('acme', 't1')).toMatchObject({ name: 'laptop', mask: issued.mask });
    expect(store.lookup([digest])).toMatchObject({
      tokenId: 't1',
      ownerPresent: true,
      rolePermissions: permissions,
      secretPending: false,
      allowedNetworks: null,
    });
    const [first, second] = await store.changes(1);
    expect([first, second]).toMatchObject([{ sequence: 1 }, { sequence: 2, tokenId: 't1' }]);
    expect(first?.mark).toMatch(/^0\.[0-9a-f]{32}$/);
    expect(second?.mark).not.toBe(first?.mark);
    const revoke = { ...acme.base, type: 'revoke_token', tokenId: 't1' } as const;
    expect(await store.apply(revoke)).toMatchObject({ ok: true });
    expect(await store.changes(2)).toMatchObject([second, { sequence: 3 }]);
    await store.close();
  });

  it('has the same tables as a new database after migration', async () => {
    const [migrated, created] = [await createVersionOne(), newPath()];
    for (const path of [migrated, created]) await migrateSqlite({ driver: Database, path });
    const tablesOf = (path: string) =>
      definitions(path)
        .map((sql) => sql.toLowerCase())
        .sort();
    expect(tablesOf(migrated)).toEqual(tablesOf(created));
  });
});

it('a database of version 3 keeps its data when it is migrated', () => {
  const path = newPath();
  return expectVersionThreeKept({
    migrate: () => migrateSqlite({ driver: Database, path }),
    run: (sql) => run(path, sql),
    toLiteral: (hex) => `x'${hex}'`,
    open: () => openSqliteStore({ driver: Database, path }),
  });
});

it('a database of version 13 has the last use of each token when it is migrated', () => {
  const path = newPath();
  return expectUsesMigrated({
    migrate: () => migrateSqlite({ driver: Database, path }),
    run: (sql) => run(path, sql),
    toLiteral: (hex) => `x'${hex}'`,
    open: () => openSqliteStore({ driver: Database, path }),
  });
});

describe('the lease', () => {
  const open = (path: string, leaseMs?: number, migrate = true) =>
    openSqliteStore({ driver: Database, path, leaseMs, migrate });
  const leaseError = { name: 'LynkStoreError', code: 'store_lease' };

  it('is 100 milliseconds or the first leaseMs, and does not change', async () => {
    for (const [option, leaseMs] of [
      [undefined, 100],
      [1, 1],
      [60_000, 60_000],
    ] as const) {
      const path = newPath();
      for (const laterOption of [option, undefined, leaseMs]) {
        const store = await open(path, laterOption);
        expect(store.leaseMs).toBe(leaseMs);
        await store.close();
      }
    }
  });

  it('is unchanged by another leaseMs, which is an error', async () => {
    const path = newPath();
    await migrateSqlite({ driver: Database, path, leaseMs: 40 });
    await expect(open(path, 41)).rejects.toMatchObject(leaseError);
    await expect(open(path, 41, false)).rejects.toMatchObject(leaseError);
    await expect(migrateSqlite({ driver: Database, path, leaseMs: 100 })).rejects.toMatchObject(leaseError);
    expect(await migrateSqlite({ driver: Database, path, leaseMs: 40 })).toBe(migrations.length);
    const store = await open(path, undefined, false);
    expect(store.leaseMs).toBe(40);
    await store.close();
  });

  it('is set by one of two stores that create the database at once with different values', async () => {
    const path = newPath();
    const opened = await Promise.allSettled([open(path, 40), open(path, 50)]);
    const [rejected] = opened.filter((result) => result.status === 'rejected');
    const [fulfilled] = opened.filter((result) => result.status === 'fulfilled');
    expect(rejected?.reason).toMatchObject(leaseError);
    expect([40, 50]).toContain(fulfilled?.value.leaseMs);
    await fulfilled?.value.close();
  });
});

describe('a database of another version', () => {
  it('is rejected when it is newer, also by the migration', async () => {
    const path = newPath();
    await migrateSqlite({ driver: Database, path });
    run(path, `update schema_version set version = ${migrations.length + 1}`);
    const before = definitions(path);
    const newer = { name: 'LynkStoreError', code: 'store_newer' };
    await expect(migrateSqlite({ driver: Database, path })).rejects.toMatchObject(newer);
    await expect(openSqliteStore({ driver: Database, path })).rejects.toMatchObject(newer);
    await expect(openSqliteStore({ driver: Database, path, migrate: false })).rejects.toMatchObject(newer);
    expect(definitions(path)).toEqual(before);
  });

  it('is rejected when it is older or empty and migrate is false', async () => {
    const path = newPath();
    const older = { name: 'LynkStoreError', code: 'store_older' };
    await expect(openSqliteStore({ driver: Database, path, migrate: false })).rejects.toMatchObject(older);
    expect(definitions(path)).toEqual([]);
    await migrateSqlite({ driver: Database, path });
    await (await openSqliteStore({ driver: Database, path, migrate: false })).close();
    run(path, 'update schema_version set version = 0');
    await expect(openSqliteStore({ driver: Database, path, migrate: false })).rejects.toMatchObject(older);
  });

  it('is rejected and unchanged when it belongs to another application', async () => {
    const path = newPath();
    run(path, 'create table users (id text, password text)');
    const before = definitions(path);
    const foreign = { name: 'LynkStoreError', code: 'store_foreign' };
    await expect(openSqliteStore({ driver: Database, path })).rejects.toMatchObject(foreign);
    await expect(migrateSqlite({ driver: Database, path })).rejects.toMatchObject(foreign);
    expect(definitions(path)).toEqual(before);
    expect(new Database(path).pragma('journal_mode', { simple: true })).toMatchObject({
      journal_mode: 'delete',
    });
  });
});
