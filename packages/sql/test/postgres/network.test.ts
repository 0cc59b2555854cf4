/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import { Pool } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { type ProxyServer, startProxy } from '../proxy.ts';
import { startPostgres } from '../start-postgres.ts';

// Everything that can happen between a store and its server.

const TIMEOUT_MS = 500;
/** For a machine that has much else to do. */
const SLACK_MS = 4000;
const READ_CONNECTIONS = 4;
const unreachable = { name: 'LynkStoreError', code: 'store_unreachable' };
const postgres = await startPostgres();
const { connection, newSchema, run } = postgres;

const token = personalToken('t1');
let schema: string;
let proxy: ProxyServer;
let store: Store;

beforeEach(async () => {
  schema = newSchema();
  proxy = await startProxy(postgres.port);
  store = await openPostgresStore({
    driver: Pool,
    connection: { ...connection, port: proxy.port },
    schema,
    timeoutMs: TIMEOUT_MS,
    readConnections: READ_CONNECTIONS,
  });
  await addAcme(store);
  await store.apply(token);
});
afterEach(async () => {
  await store.close();
  await proxy.close();
});

const lookup = async () => store.lookup([token.digest]);

/** How many sessions of the store there are, on the server, that do something. */
async function sessions(where: string): Promise<number> {
  const [row] = await run(
    `select count(*)::int as n from pg_stat_activity where application_name = 'lynk-auth' and ${where}`,
  );
  return Number(row?.['n']);
}

/** Waits until it holds; the test's own time limit is the end of patience. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('a lookup without an answer fails in time, and the next ones succeed when the network is back', async () => {
  // All connections are there, and none of them will ever answer again.
  await Promise.all(Array.from({ length: READ_CONNECTIONS }, lookup));
  proxy.strand();
  proxy.swallow = true;
  const started = performance.now();
  await expect(lookup()).rejects.toMatchObject(unreachable);
  await expect(Promise.resolve(store.changes(0))).rejects.toMatchObject(unreachable);
  const took = performance.now() - started;
  expect(took).toBeGreaterThan(2 * TIMEOUT_MS - 5);
  expect(took).toBeLessThan(2 * TIMEOUT_MS + SLACK_MS);
  proxy.swallow = false;
  // The very first one: what was connected before the silence is not tried again.
  for (let look = 0; look < 20; look += 1) expect(await lookup()).toMatchObject({ tokenId: 't1' });
  expect(await store.changes(0)).toMatchObject({ newest: 2 });
});

it('many lookups at once into the silence all fail in time, and leave no connection behind', async () => {
  proxy.swallow = true;
  const looks = await Promise.allSettled(Array.from({ length: 50 }, lookup));
  expect(looks.map(({ status }) => status)).toEqual(looks.map(() => 'rejected'));
  proxy.swallow = false;
  // Some are still trying to connect as they began to in the silence.
  const started = performance.now();
  await until(() => lookup().then(Boolean, () => false));
  expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  const again = await Promise.all(Array.from({ length: 20 }, lookup));
  expect(again.every((record) => record?.tokenId === 't1')).toBe(true);
  // What the proxy still holds was given up by the store.
  await until(() => proxy.connections() <= READ_CONNECTIONS + 8);
});

it('a connection that comes slowly, or is slow, is used; one that is too slow is not', async () => {
  proxy.delayMs = 5;
  expect(await lookup()).toMatchObject({ tokenId: 't1' });
  proxy.delayMs = 2 * TIMEOUT_MS;
  await expect(lookup()).rejects.toMatchObject(unreachable);
  proxy.delayMs = 0;
  expect(await lookup()).toMatchObject({ tokenId: 't1' });
});

it('connections that are cut, unused or in use, end no process and no store', async () => {
  await Promise.all(Array.from({ length: READ_CONNECTIONS }, lookup));
  proxy.cut();
  await until(() => proxy.connections() === 0);
  // The store has heard of it, or hears of it now.
  await lookup().catch(() => undefined);
  expect(await lookup()).toMatchObject({ tokenId: 't1' });

  // More than enough for a busy machine to cut them in time, and less than the limit on the way there and back.
  proxy.delayMs = 150;
  const looks = Promise.allSettled(Array.from({ length: READ_CONNECTIONS }, lookup));
  await new Promise((resolve) => setTimeout(resolve, 10));
  proxy.cut();
  for (const look of await looks) expect(look).toMatchObject({ status: 'rejected', reason: unreachable });
  proxy.delayMs = 0;
  expect(await lookup()).toMatchObject({ tokenId: 't1' });
});

it('a server that stops and comes back: lookups fail at once, and then succeed', async () => {
  await lookup();
  await postgres.stop();
  await until(async () => (await lookup().catch((error) => error.code)) === 'store_unreachable');
  await expect(store.apply(personalToken('t2'))).rejects.toMatchObject(unreachable);
  await postgres.start();
  expect(await lookup()).toMatchObject({ tokenId: 't1', revokedAt: null });
  expect(await store.apply(personalToken('t2'))).toMatchObject({ ok: true });
});

it('a command on a connection that died while it was unused is begun on another one', async () => {
  proxy.strand();
  expect(await store.apply(personalToken('t2'))).toMatchObject({ ok: true });
});

const commands = {
  issue_token: personalToken('sent'),
  revoke_token: { ...acme.base, type: 'revoke_token', tokenId: 't1', at: 2000 },
  update_token: { ...acme.base, type: 'update_token', tokenId: 't1', name: 'renamed', at: 2000 },
  add_member: { ...acme.base, type: 'add_member', userId: 'bob', name: 'Bob', email: 'b@x', roleId: 'admin' },
} as const;

it.each(Object.entries(commands))(
  '%s whose answer was lost is sent again, and is one',
  async (_, command) => {
    const before = await store.changes(0);
    // The commit arrives, and is carried out. The answer does not come back.
    let committed = false;
    proxy.onRequest = (bytes) => {
      committed ||= bytes.includes('commit');
    };
    proxy.onAnswer = () => {
      if (committed) setImmediate(proxy.cut);
      return !committed;
    };
    await expect(store.apply(command)).rejects.toMatchObject(unreachable);
    proxy.onRequest = undefined;
    proxy.onAnswer = undefined;

    const answer = await store.apply(command);
    expect(answer).toMatchObject({ ok: true });
    expect(await store.apply(command)).toEqual(answer);
    const after = await store.changes(before.newest);
    expect(after.changes).toHaveLength(command.type === 'update_token' ? 0 : 1);
    const [audit] = await run(
      `select count(*)::int as n from audit where action = '${command.type}'`,
      schema,
    );
    expect(audit).toEqual({ n: command.type === 'issue_token' ? 2 : command.type === 'add_member' ? 2 : 1 });
  },
);

it('who is cut off in the middle of a command holds up the others for two seconds, and no longer', async () => {
  const direct = await openPostgresStore({ driver: Pool, connection, schema, busyTimeoutMs: 20_000 });
  // It has locked its organization and the counter of all changes, and then nothing is heard of it.
  proxy.onRequest = (bytes) => {
    if (bytes.includes('change_counter')) setImmediate(() => Object.assign(proxy, { swallow: true }));
  };
  const lost = store.apply(personalToken('lost')).catch((error) => error);
  await until(async () => (await sessions(`state = 'idle in transaction' and query ~ 'change_counter'`)) > 0);
  const started = performance.now();
  expect(await direct.apply({ ...acme.base, type: 'revoke_token', tokenId: 't1' })).toMatchObject({
    ok: true,
  });
  expect(performance.now() - started).toBeLessThan(2000 + SLACK_MS);
  expect(await direct.getToken(acme.organizationId, 'lost')).toBeNull();
  proxy.onRequest = undefined;
  proxy.swallow = false;
  proxy.cut();
  expect(await lost).toMatchObject(unreachable);
  expect(await sessions(`state like 'idle in transaction%'`)).toBe(0);
  await direct.close();
});

it('a store is closed while nothing answers', async () => {
  await Promise.all(Array.from({ length: READ_CONNECTIONS }, lookup));
  proxy.swallow = true;
  const look = lookup();
  const started = performance.now();
  const closed = store.close();
  await expect(look).rejects.toMatchObject(unreachable);
  await closed;
  expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + 1000 + SLACK_MS);
});
