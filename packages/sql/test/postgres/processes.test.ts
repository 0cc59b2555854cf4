/// <reference types="node" />
import { Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { migratePostgres } from '../../src/postgres/migrate-postgres.ts';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { expectEventsDelivered } from '../expect-events-delivered.ts';
import { expectNoLateWrite, expectOlderProcessStops, newerMigrations } from '../newer-tables.ts';
import { expectNewestReadingKept } from '../older-reading.ts';
import { startChild } from '../start-child.ts';
import { startPostgres } from '../start-postgres.ts';
import { crashOnPostgres } from './crash-on-postgres.ts';

const KILLS = 16;
const postgres = await startPostgres();
const { connection, newSchema, run } = postgres;

it(`after ${KILLS} kills every acknowledged command is stored, and no command is partly applied`, async () => {
  await crashOnPostgres(postgres, { kills: KILLS, seed: 4 });
}, 240_000);

it('no process copies an older reading of the directory over a newer one', () => {
  const schema = newSchema();
  return expectNewestReadingKept(() => openPostgresStore({ driver: Pool, connection, schema }));
});

it.each([
  ['migrate', 2],
  ['migrate', 4],
  ['open', 4],
] as const)('processes that %s a new database at the same time, %i of them', async (operation, count) => {
  const schema = newSchema();
  const where = JSON.stringify({ connection, schema });
  const children = Array.from({ length: count }, () => startChild('migrate', where, operation));
  await Promise.all(children.map((child) => child.waitForOutput('ready')));
  for (const child of children) child.process.stdin.write('go\n');
  const ends = await Promise.all(children.map((child) => child.ended));
  expect(ends).toEqual(children.map(() => ({ code: 0, signal: null })));

  const store = await openPostgresStore({ driver: Pool, connection, schema, migrate: false });
  await addAcme(store);
  expect(await store.listMembers(acme.organizationId)).toHaveLength(1);
  await store.close();
});

it('the next lookup sees the revocation of another process, which exits on its own', async () => {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  await addAcme(store);
  const token = personalToken('t1');
  await store.apply(token);
  expect(await store.lookup([token.digest])).toMatchObject({ revokedAt: null });
  const [newest] = await store.changes(Number.MAX_SAFE_INTEGER);

  const revoke = { ...acme.base, type: 'revoke_token', tokenId: 't1', at: 2000 };
  const child = startChild('apply-command', JSON.stringify({ connection, schema }), JSON.stringify(revoke));
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(await store.lookup([token.digest])).toMatchObject({ tokenId: 't1', revokedAt: 2000 });
  expect(await store.changes(newest?.sequence ?? Number.NaN)).toMatchObject([newest, { tokenId: 't1' }]);
  await store.close();
});

it('events are delivered by several processes, of which one is killed and one fails', async () => {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  await expectEventsDelivered(store, JSON.stringify({ connection, schema }));
  await store.close();
});

it('a store that is closed while it reads closes before its process ends', async () => {
  const child = startChild('close-while-reading', JSON.stringify({ connection, schema: newSchema() }));
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.output()).toBe('closed\n');
});

it('an idle open store keeps no process alive', async () => {
  const where = JSON.stringify({ connection, schema: newSchema() });
  const child = startChild('open-and-idle', where);
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.output()).toBe('open\n');
});

describe('while another transaction locks an organization', () => {
  it('its commands wait, but lookups and commands of other organizations do not', async () => {
    const schema = newSchema();
    const store = await openPostgresStore({ driver: Pool, connection, schema });
    await addAcme(store);
    const token = personalToken('t2');
    await store.apply(token);
    const holder = await new Pool(connection).connect();
    await holder.query(`begin; update ${schema}.organizations set name = 'Other' where id = 'acme'`);
    let done = false;
    const update = store.apply({ ...acme.base, type: 'revoke_token', tokenId: 't2' }).finally(() => {
      done = true;
    });
    const other = { ...acme.base, organizationId: 'other', type: 'create_organization' } as const;
    expect(await store.apply({ ...other, name: 'Other', roles: [] })).toMatchObject({ ok: true });
    for (let count = 0; count < 20; count += 1) {
      expect(await store.lookup([token.digest])).toMatchObject({ tokenId: 't2', revokedAt: null });
    }
    expect(done).toBe(false);
    await holder.query('rollback');
    expect(await update).toMatchObject({ ok: true });
    holder.release(true);
    await store.close();
  });

  it('a command that reaches its time limit fails and leaves the store unchanged', async () => {
    const schema = newSchema();
    const store = await openPostgresStore({
      driver: Pool,
      connection,
      schema,
      busyTimeoutMs: 500,
      commandConnections: 1,
    });
    await addAcme(store);
    const holder = await new Pool(connection).connect();
    await holder.query(`begin; select 1 from ${schema}.organizations for update`);
    // One waits for the lock, the other for a connection.
    for (const outcome of await Promise.allSettled(
      ['t3', 't4'].map((id) => store.apply(personalToken(id))),
    )) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store_busy' } });
    }
    await holder.query('rollback');
    expect(await store.getToken(acme.organizationId, 't3')).toBeNull();
    expect(await store.apply(personalToken('t3'))).toMatchObject({ ok: true });
    holder.release(true);
    await store.close();
  });
});

describe('a process beside tables of a newer version', () => {
  const openTables = async () => {
    const schema = newSchema();
    return {
      store: await openPostgresStore({ driver: Pool, connection, schema }),
      database: JSON.stringify({ connection, schema }),
      migrate: () => migratePostgres({ driver: Pool, connection, schema }),
      read: (query: string) => run(query, schema).then((rows) => rows.map(toNumbers)),
    };
  };
  const toNumbers = (row: object) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));

  it.each(Object.entries(newerMigrations))('stops after a migration that %s', async (_, newer) => {
    await expectOlderProcessStops(newer, await openTables());
  });

  it('commits no command after the migration', async () => expectNoLateWrite(await openTables(), 3), 120_000);
});

it('a closed store leaves no connection', async () => {
  const [row] = await run(`select count(*) from pg_stat_activity where application_name = 'lynk-auth'`);
  expect(row).toEqual({ count: '0' });
});
