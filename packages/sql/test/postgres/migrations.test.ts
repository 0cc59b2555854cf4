/// <reference types="node" />
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../src/migrations/migrations.ts';
import { migratePostgres } from '../../src/postgres/migrate-postgres.ts';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { changesSql } from '../../src/source/changes-sql.ts';
import { lookupSql } from '../../src/source/lookup-sql.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { startPostgres } from '../start-postgres.ts';
import { expectUsesMigrated } from '../version-thirteen.ts';
import { expectVersionThreeKept } from '../version-three.ts';

const { connection, newSchema, run } = await startPostgres();
const on = (schema: string) => ({ driver: Pool, connection, schema });
const storeError = (code: string) => ({ name: 'LynkStoreError', code });

const columns = (schema: string) =>
  run(`select table_name, column_name, data_type, is_nullable, collation_name, is_identity, column_default
    from information_schema.columns where table_schema = '${schema}' order by table_name, ordinal_position`);
const constraints = (schema: string) =>
  run(
    `select conrelid::regclass::text as on, pg_get_constraintdef(oid) as rule from pg_constraint
    where connamespace = '${schema}'::regnamespace and contype <> 'n' order by 1, 2`,
    schema,
  );
const indexes = (schema: string) =>
  run(`select replace(indexdef, '${schema}.', '') as def from pg_indexes
    where schemaname = '${schema}' order by indexname`);
const lines = (rows: Record<string, unknown>[]) => rows.map((row) => Object.values(row).join(' | '));

describe('migratePostgres', () => {
  it('migrates to the newest version and can run again', async () => {
    const schema = newSchema();
    expect(await migratePostgres(on(schema))).toBe(migrations.length);
    const tables = await columns(schema);
    expect(await migratePostgres(on(schema))).toBe(migrations.length);
    expect(await columns(schema)).toEqual(tables);
  });

  it('creates exactly these tables, since a released migration never changes', async () => {
    const schema = newSchema();
    await migratePostgres(on(schema));
    expect(lines(await columns(schema))).toMatchSnapshot();
    expect(lines(await constraints(schema))).toMatchSnapshot();
    expect(lines(await indexes(schema))).toMatchSnapshot();
  });

  it('rolls back a failed migration and applies it when it runs again', async () => {
    const schema = newSchema();
    await run(`create schema ${schema}; create table ${schema}.audit (theirs text)`);
    // Most tables are created before the migration reaches the name that is already in use.
    await expect(migratePostgres(on(schema))).rejects.toMatchObject(storeError('store_foreign'));
    expect(await columns(schema)).toMatchObject([{ table_name: 'audit', column_name: 'theirs' }]);
    await run(`drop table ${schema}.audit`);
    expect(await migratePostgres(on(schema))).toBe(migrations.length);
  });

  it('keeps the lease with which the database was created', async () => {
    const schema = newSchema();
    await migratePostgres({ ...on(schema), leaseMs: 250 });
    const store = await openPostgresStore(on(schema));
    expect(store.leaseMs).toBe(250);
    await store.close();
    const other = openPostgresStore({ ...on(schema), leaseMs: 100 });
    await expect(other).rejects.toMatchObject(storeError('store_lease'));
  });
});

it('a database of version 3 keeps its data when it is migrated', () => {
  const schema = newSchema();
  return expectVersionThreeKept({
    migrate: () => migratePostgres(on(schema)),
    run: (sql) => run(sql, schema),
    toLiteral: (hex) => `'\\x${hex}'`,
    open: () => openPostgresStore(on(schema)),
  });
});

it('a database of version 13 has the last use of each token when it is migrated', () => {
  const schema = newSchema();
  return expectUsesMigrated({
    migrate: () => migratePostgres(on(schema)),
    run: (sql) => run(sql, schema),
    toLiteral: (hex) => `'\\x${hex}'`,
    open: () => openPostgresStore(on(schema)),
  });
});

describe('a database of another version', () => {
  it('is rejected when it is newer, also by the migration', async () => {
    const schema = newSchema();
    await migratePostgres(on(schema));
    await run(`update schema_version set version = ${migrations.length + 1}`, schema);
    const newer = storeError('store_newer');
    await expect(migratePostgres(on(schema))).rejects.toMatchObject(newer);
    await expect(openPostgresStore(on(schema))).rejects.toMatchObject(newer);
    await expect(openPostgresStore({ ...on(schema), migrate: false })).rejects.toMatchObject(newer);
  });

  it('is rejected when it is older or empty and migrate is false', async () => {
    const schema = newSchema();
    const older = storeError('store_older');
    await expect(openPostgresStore({ ...on(schema), migrate: false })).rejects.toMatchObject(older);
    expect(await columns(schema)).toEqual([]);
    await migratePostgres(on(schema));
    await run('update schema_version set version = 0', schema);
    await expect(openPostgresStore({ ...on(schema), migrate: false })).rejects.toMatchObject(older);
  });
});

it('coexists with tables of another application, in the same schema or in another one', async () => {
  await run('create table public.users (id text); create table public.tokens (id text)');
  const schema = newSchema();
  await run(`create schema ${schema}; create table ${schema}.orders (id text)`);
  const store = await openPostgresStore(on(schema));
  await addAcme(store);
  expect(await run('select * from orders', schema)).toEqual([]);
  expect(await run('select * from users', 'public')).toEqual([]);
  await store.close();
});

it('two stores in two schemas of one database are independent', async () => {
  const [one, other] = [await openPostgresStore(on(newSchema())), await openPostgresStore(on(newSchema()))];
  await Promise.all([addAcme(one), addAcme(other)]);
  const token = personalToken('t');
  await one.apply(token);
  expect(await one.lookup([token.digest])).toMatchObject({ tokenId: 't' });
  expect(await other.lookup([token.digest])).toBeNull();
  expect(await other.listTokens({ organizationId: acme.organizationId, limit: 1 })).toMatchObject({
    total: 0,
  });
  expect((await other.changes(0)).at(-1)).toMatchObject({ sequence: 1 });
  await Promise.all([one.close(), other.close()]);
});

it('needs no privilege to create tables when another user migrates', async () => {
  const schema = newSchema();
  await migratePostgres(on(schema));
  await run(`create role app login; grant usage on schema ${schema} to app;
    grant select, insert, update, delete on all tables in schema ${schema} to app`);
  const as = { driver: Pool, connection: { ...connection, user: 'app', database: 'postgres' }, schema };
  const store = await openPostgresStore({ ...as, migrate: false });
  await addAcme(store);
  expect(await store.apply(personalToken('t'))).toMatchObject({ ok: true });
  expect(await store.apply({ ...acme.base, type: 'revoke_token', tokenId: 't' })).toMatchObject({ ok: true });
  await store.close();
  await expect(openPostgresStore({ ...as, schema: 'missing' })).rejects.toMatchObject(
    storeError('store_unwritable'),
  );
});

it('the lookup and the change log can be read with indexes only', async () => {
  const schema = newSchema();
  await migratePostgres(on(schema));
  for (const [sql, value] of [
    [lookupSql(1, `${schema}.`), `'\\x00'`],
    [changesSql({ tables: `${schema}.`, least: 'least' }), '1'],
  ] as const) {
    // A table with few rows is faster to scan, so scans are disabled to see whether an index can be used.
    const plan = await run(`explain (costs off) ${sql.replace('?', value)}`, schema, 'enable_seqscan=off');
    const scans = lines(plan).filter((line) => line.includes('Seq Scan'));
    // These two tables have one row.
    expect(scans.filter((line) => !/change_counter|schema_version/.test(line))).toEqual([]);
  }
});
