/// <reference types="node" />
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { migrateSqlite } from '../sqlite/migrate-sqlite.ts';
import { openSqliteStore } from '../sqlite/open-sqlite-store.ts';
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
  it('leads to the newest version, and may be run again', async () => {
    const path = newPath();
    expect(await migrateSqlite({ driver: Database, path })).toBe(migrations.length);
    const tables = definitions(path);
    expect(await migrateSqlite({ driver: Database, path })).toBe(migrations.length);
    expect(definitions(path)).toEqual(tables);
  });

  it('makes these tables: a migration that was released does not change any more', async () => {
    const path = newPath();
    await migrateSqlite({ driver: Database, path });
    expect(definitions(path)).toMatchSnapshot();
  });

  it('undoes a step that fails, and takes it when it is run again', async () => {
    const path = newPath();
    await migrateSqlite({ driver: Database, path });
    const all = definitions(path);
    run(path, 'drop table audit; drop table secrets');
    run(path, 'update schema_version set version = 0');
    // Most of the tables are there: the step fails in its middle, and what it made is gone again.
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

describe('a database of another version', () => {
  it('is refused when it is newer, by both', async () => {
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

  it('is refused when it is older, or empty, and must not be migrated', async () => {
    const path = newPath();
    const older = { name: 'LynkStoreError', code: 'store_older' };
    await expect(openSqliteStore({ driver: Database, path, migrate: false })).rejects.toMatchObject(older);
    expect(definitions(path)).toEqual([]);
    await migrateSqlite({ driver: Database, path });
    await (await openSqliteStore({ driver: Database, path, migrate: false })).close();
    run(path, 'update schema_version set version = 0');
    await expect(openSqliteStore({ driver: Database, path, migrate: false })).rejects.toMatchObject(older);
  });

  it('is refused, and not touched, when it belongs to something else', async () => {
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
