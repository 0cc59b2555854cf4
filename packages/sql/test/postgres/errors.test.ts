/// <reference types="node" />
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Store } from '@lynk-auth/authority';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migratePostgres } from '../../src/postgres/migrate-postgres.ts';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { startPostgres } from '../start-postgres.ts';

const postgres = await startPostgres();
const { connection, newSchema, run } = postgres;
const storeError = (code: string) => ({ name: 'LynkStoreError', code });
const PASSWORD = 'correct-horse-battery';

beforeAll(async () => {
  await run(`create role has_password login password '${PASSWORD}'`);
});

const open = (overrides: object) =>
  openPostgresStore({ driver: Pool, connection: { ...connection, ...overrides } });

describe('opening a database', () => {
  it.each([
    ['an unused port', { port: 1 }, 'store_unreachable'],
    ['an unknown host', { host: 'nowhere.invalid' }, 'store_unreachable'],
    ['a wrong password', { user: 'has_password', password: `${PASSWORD}!` }, 'store_refused'],
    ['an unknown database', { database: 'missing', password: PASSWORD }, 'store_refused'],
    [
      'a user without the privilege to create tables',
      { user: 'has_password', password: PASSWORD, database: 'postgres' },
      'store_unwritable',
    ],
  ])('fails with %s, and the error does not contain the password', async (_, overrides, code) => {
    const error = await open(overrides).catch((thrown) => thrown);
    expect(error).toMatchObject(storeError(code));
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(PASSWORD);
    const { user, password, host, port, database } = {
      ...connection,
      password: '',
      database: 'postgres',
      ...overrides,
    };
    const url = `postgres://${user}:${password}@${host}:${port}/${database}`;
    const byUrl = await openPostgresStore({ driver: Pool, connection: url }).catch((thrown) => thrown);
    expect(byUrl).toMatchObject(storeError(code));
    expect(inspect(byUrl, { depth: 20, showHidden: true })).not.toContain(PASSWORD);
  });

  it('rejects an invalid connection string as an invalid option', async () => {
    for (const url of [`postgres://app:${PASSWORD}@[/db`, `postgres://app:${PASSWORD}@host:99999999/db`]) {
      const error = await openPostgresStore({ driver: Pool, connection: url }).catch((thrown) => thrown);
      expect(error).toMatchObject({ name: 'LynkConfigurationError' });
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(PASSWORD);
    }
  });

  it('rejects the native bindings of the driver as an invalid option', async () => {
    class NativePool extends Pool {
      override async connect(): Promise<never> {
        const client = await super.connect();
        const get = (_: unknown, name: keyof typeof client) =>
          name === ('connection' as never) ? undefined : client[name];
        return new Proxy({}, { get: (target, name) => get(target, name as never) }) as never;
      }
    }
    await expect(openPostgresStore({ driver: NativePool as never, connection })).rejects.toMatchObject({
      name: 'LynkConfigurationError',
      message: expect.stringContaining('pg.native'),
    });
  });
});

describe('an error of the server during a command', () => {
  let store: Store;
  const schema = newSchema();
  beforeAll(async () => {
    store = await openPostgresStore({ driver: Pool, connection, schema });
    await addAcme(store);
    await run(`create sequence attempts`, schema);
    await run(`create table trouble (state text, times int)`, schema);
    // Makes the next audit entries fail with a SQLSTATE. A sequence also counts attempts that are rolled back.
    await run(
      `create function ${schema}.make_trouble() returns trigger language plpgsql as $$
        declare t record; begin
          select * into t from ${schema}.trouble;
          if found and nextval('${schema}.attempts') <= t.times then
            raise exception 'no, %', new.actor_kind using errcode = t.state, detail = 'Key (id)=(secret) exists.';
          end if;
          return new;
        end $$`,
      schema,
    );
    await run(
      'create trigger trouble before insert on audit for each row execute function make_trouble()',
      schema,
    );
  });
  afterAll(() => store.close());

  /** Issues a token whose audit entry fails `times` times, and counts the attempts. */
  const issue = async (state: string, times: number) => {
    await run(`truncate trouble; insert into trouble values ('${state}', ${times})`, schema);
    await run(`alter sequence attempts restart`, schema);
    const command = personalToken(crypto.randomUUID());
    const outcome = await store.apply(command).catch((thrown) => thrown);
    const [row] = await run('select last_value::int as n from attempts', schema);
    return { outcome, attempts: row?.['n'], stored: await store.lookup([command.digest]) };
  };

  it.each([
    ['53100', 'store_full'],
    ['25006', 'store_unwritable'],
    ['42501', 'store_unwritable'],
    ['55P03', 'store_busy'],
    ['XX001', 'store_corrupt'],
    ['57P01', 'store_unreachable'],
    ['P0001', 'store_failed'],
  ])('%s is %s; nothing is stored and nothing is retried', async (state, code) => {
    const { outcome, attempts, stored } = await issue(state, 1);
    expect(outcome).toMatchObject({ ...storeError(code), cause: { code: state } });
    expect(inspect(outcome, { depth: 20, showHidden: true })).not.toContain('secret');
    expect({ attempts, stored }).toEqual({ attempts: 1, stored: null });
  });

  it.each(['40001', '40P01', '23505'])('%s is retried from the start', async (state) => {
    const { outcome, attempts, stored } = await issue(state, 2);
    expect(outcome).toMatchObject({ ok: true });
    expect({ attempts, stored }).toMatchObject({ attempts: 3, stored: { userId: acme.userId } });
  });

  it('a unique violation is retried at most three times', async () => {
    const { outcome, attempts, stored } = await issue('23505', 1000);
    expect(outcome).toMatchObject(storeError('store_failed'));
    expect({ attempts, stored }).toEqual({ attempts: 4, stored: null });
  });

  it('leaves the connections usable', async () => {
    await run('truncate trouble', schema);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => store.apply(personalToken(crypto.randomUUID()))),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
  });
});

describe('values', () => {
  it.each([
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800'],
  ])('a string with %s is rejected as on SQLite, and nothing is stored', async (_, name) => {
    const store = await openPostgresStore({ driver: Pool, connection, schema: newSchema() });
    await addAcme(store);
    for (const command of [personalToken('t', { name }), personalToken(name)]) {
      await expect(store.apply(command)).rejects.toThrow(TypeError);
    }
    await expect(store.getToken(acme.organizationId, name)).rejects.toThrow(TypeError);
    expect(await store.listTokens({ organizationId: acme.organizationId, limit: 1 })).toMatchObject({
      total: 0,
    });
    expect(await store.apply(personalToken('t'))).toMatchObject({ ok: true });
    await store.close();
  });

  it('a stored number beyond 2^53 is an error, not another number', async () => {
    const schema = newSchema();
    const store = await openPostgresStore({ driver: Pool, connection, schema });
    await addAcme(store);
    const token = personalToken('t', { expiresAt: Number.MAX_SAFE_INTEGER });
    await store.apply(token);
    expect(await store.lookup([token.digest])).toMatchObject({ expiresAt: Number.MAX_SAFE_INTEGER });
    await run(`update tokens set expires_at = ${2n ** 63n - 1n}`, schema);
    await expect(Promise.resolve(store.lookup([token.digest]))).rejects.toMatchObject(
      storeError('store_corrupt'),
    );
    await run('update tokens set expires_at = -1', schema);
    expect(await store.lookup([token.digest])).toMatchObject({ expiresAt: -1 });
    await store.close();
  });
});

it('a polluted Object.prototype changes no statement', async () => {
  const names = ['lynk_lookup_1', 'lynk_changes'];
  const polluted = {
    ...Object.fromEntries(names.map((name) => [name, 'select 1'])),
    ...{ name: 'lynk_lookup_1', rowMode: 'object', queryMode: 'extended', binary: true, rows: 1 },
    ...{ portal: 'p', types: { getTypeParser: () => () => 'polluted' } },
  };
  for (const [name, value] of Object.entries(polluted)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
  try {
    const store = await openPostgresStore({ driver: Pool, connection, schema: newSchema() });
    await addAcme(store);
    const token = personalToken('t', { expiresAt: 5000 });
    expect(await store.apply(token)).toMatchObject({ ok: true, token: { expiresAt: 5000 } });
    const found = { tokenId: 't', expiresAt: 5000, rolePermissions: ['view_sboms'] };
    for (let read = 0; read < 3; read += 1) expect(await store.lookup([token.digest])).toMatchObject(found);
    expect(await store.lookup([token.digest, new Uint8Array(32)])).toMatchObject(found);
    expect(await store.changes(2)).toMatchObject([{ sequence: 2, tokenId: 't' }]);
    await store.close();
  } finally {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
  }
});

it('a replica is rejected by commands and by the lookup', async () => {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  await addAcme(store);
  const token = personalToken('t');
  await store.apply(token);
  await postgres.stop();
  const signal = join(postgres.data, 'standby.signal');
  writeFileSync(signal, '');
  await postgres.start();
  await expect(Promise.resolve(store.lookup([token.digest]))).rejects.toMatchObject(
    storeError('store_unwritable'),
  );
  await expect(store.apply(personalToken('t2'))).rejects.toMatchObject(storeError('store_unwritable'));
  const again = openPostgresStore({ driver: Pool, connection, schema, migrate: false });
  await expect(again).rejects.toMatchObject(storeError('store_unwritable'));
  await expect(migratePostgres({ driver: Pool, connection, schema })).rejects.toMatchObject(
    storeError('store_unwritable'),
  );
  await postgres.stop();
  rmSync(signal);
  await postgres.start();
  expect(await store.lookup([token.digest])).toMatchObject({ tokenId: 't' });
  await store.close();
});
