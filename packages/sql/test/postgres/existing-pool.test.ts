import { Pool, type PoolConfig } from 'pg';
import { afterAll, expect, it } from 'vitest';
import { migrations } from '../../src/migrations/migrations.ts';
import { migratePostgres } from '../../src/postgres/migrate-postgres.ts';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { startPostgres } from '../start-postgres.ts';

const { connection } = await startPostgres();

/** A pool of an application that has one connection, and a table of users. */
const application = new Pool({ ...connection, max: 1, application_name: 'shop' });
afterAll(() => application.end());

it('a store uses the configuration of an existing pool, and leaves the pool as it is', async () => {
  await application.query('create table users (id text primary key)');
  expect(await migratePostgres({ pool: application })).toBe(migrations.length);
  const store = await openPostgresStore({ pool: application });
  await addAcme(store);

  // The application holds its only connection, in a transaction.
  const client = await application.connect();
  await client.query('begin');
  const issued = personalToken('t1');
  expect(await store.apply(issued)).toMatchObject({ ok: true });
  expect(await store.lookup([issued.digest])).toMatchObject({ tokenId: 't1', userId: acme.userId });
  await client.query('commit');
  client.release();

  const { rows } = await application.query('show search_path');
  expect(rows).toEqual([{ search_path: '"$user", public' }]);
  expect((await application.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await store.close();
  expect((await application.query('select count(*) from users')).rows).toEqual([{ count: '0' }]);
});

it('passes the password of the pool on, although it cannot be listed', async () => {
  const passwords: unknown[] = [];
  class SpiedPool extends Pool {
    constructor(config: PoolConfig) {
      super(config);
      passwords.push(config.password);
    }
  }
  const pool = new SpiedPool({ ...connection, password: 'p w' });
  expect(Object.keys(pool.options)).not.toContain('password');
  const store = await openPostgresStore({ pool, migrate: false });
  await store.close();
  await pool.end();
  // The pool itself, and the two of the store.
  expect(passwords).toEqual(['p w', 'p w', 'p w']);
});
