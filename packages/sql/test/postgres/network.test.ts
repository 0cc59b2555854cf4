/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import { Pool } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { acme, addAcme, personalToken } from '../acme.ts';
import { startPostgres } from '../start-postgres.ts';
import { type ProxyServer, startProxy } from '../start-proxy.ts';

// Network failures between a store and its server.

const TIMEOUT_MS = 500;
/** Extra time for a busy machine. */
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

/** Counts the sessions of the store on the server that match a condition. */
async function countSessions(condition: string): Promise<number> {
  const [row] = await run(
    `select count(*)::int as n from pg_stat_activity where application_name = 'lynk-auth' and ${condition}`,
  );
  return Number(row?.['n']);
}

/** Waits until a condition is true. The time limit of the test applies. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('a lookup without a response fails in time, and lookups succeed when the network recovers', async () => {
  // All connections are open, and none of them will ever respond again.
  await Promise.all(Array.from({ length: READ_CONNECTIONS }, lookup));
  proxy.freezeConnections();
  proxy.dropAll = true;
  const started = performance.now();
  await expect(lookup()).rejects.toMatchObject(unreachable);
  await expect(Promise.resolve(store.changes(0))).rejects.toMatchObject(unreachable);
  const duration = performance.now() - started;
  expect(duration).toBeGreaterThan(2 * TIMEOUT_MS - 5);
  expect(duration).toBeLessThan(2 * TIMEOUT_MS + SLACK_MS);
  proxy.dropAll = false;
  // Already the first one succeeds: connections from before the failure are not used again.
  for (let count = 0; count < 20; count += 1) expect(await lookup()).toMatchObject({ tokenId: 't1' });
  expect((await store.changes(0)).at(-1)).toMatchObject({ sequence: 2 });
});

it('many concurrent lookups without a response all fail in time and leave no connection open', async () => {
  proxy.dropAll = true;
  const lookups = await Promise.allSettled(Array.from({ length: 50 }, lookup));
  expect(lookups.map(({ status }) => status)).toEqual(lookups.map(() => 'rejected'));
  proxy.dropAll = false;
  // Some are still connecting since before the recovery.
  const started = performance.now();
  await until(() => lookup().then(Boolean, () => false));
  expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  const again = await Promise.all(Array.from({ length: 20 }, lookup));
  expect(again.every((record) => record?.tokenId === 't1')).toBe(true);
  // The store has closed the other connections of the proxy.
  await until(() => proxy.connections() <= READ_CONNECTIONS + 8);
});

it('a slow connection is used unless it exceeds the time limit', async () => {
  proxy.delayMs = 5;
  expect(await lookup()).toMatchObject({ tokenId: 't1' });
  proxy.delayMs = 2 * TIMEOUT_MS;
  await expect(lookup()).rejects.toMatchObject(unreachable);
  proxy.delayMs = 0;
  expect(await lookup()).toMatchObject({ tokenId: 't1' });
});

it('closed connections, idle or in use, crash neither the process nor the store', async () => {
  await Promise.all(Array.from({ length: READ_CONNECTIONS }, lookup));
  proxy.disconnectAll();
  await until(() => proxy.connections() === 0);
  // The store has noticed it, or notices it now.
  await lookup().catch(() => undefined);
  expect(await lookup()).toMatchObject({ tokenId: 't1' });

  // Long enough for a busy machine to close them in time, and within the time limit in both directions.
  proxy.delayMs = 150;
  const lookups = Promise.allSettled(Array.from({ length: READ_CONNECTIONS }, lookup));
  await new Promise((resolve) => setTimeout(resolve, 10));
  proxy.disconnectAll();
  for (const result of await lookups)
    expect(result).toMatchObject({ status: 'rejected', reason: unreachable });
  proxy.delayMs = 0;
  expect(await lookup()).toMatchObject({ tokenId: 't1' });
});

it('lookups fail immediately when the server stops, and succeed after it restarts', async () => {
  await lookup();
  await postgres.stop();
  await until(async () => (await lookup().catch((error) => error.code)) === 'store_unreachable');
  await expect(store.apply(personalToken('t2'))).rejects.toMatchObject(unreachable);
  await postgres.start();
  expect(await lookup()).toMatchObject({ tokenId: 't1', revokedAt: null });
  expect(await store.apply(personalToken('t2'))).toMatchObject({ ok: true });
});

it('a command on a dead idle connection is started again on another one', async () => {
  proxy.freezeConnections();
  expect(await store.apply(personalToken('t2'))).toMatchObject({ ok: true });
});

const commands = {
  issue_token: personalToken('sent'),
  revoke_token: { ...acme.base, type: 'revoke_token', tokenId: 't1', at: 2000 },
  update_token: { ...acme.base, type: 'update_token', tokenId: 't1', name: 'renamed', at: 2000 },
  add_member: { ...acme.base, type: 'add_member', userId: 'bob', name: 'Bob', email: 'b@x', roleId: 'admin' },
} as const;

it.each(Object.entries(commands))(
  '%s whose response was lost is applied once when it is sent again',
  async (_, command) => {
    const before = (await store.changes(Number.MAX_SAFE_INTEGER))[0]?.sequence ?? Number.NaN;
    // The server receives and applies the commit, but its response is lost.
    let committed = false;
    proxy.onRequest = (bytes) => {
      committed ||= bytes.includes('commit');
    };
    proxy.onResponse = () => {
      if (committed) setImmediate(proxy.disconnectAll);
      return !committed;
    };
    await expect(store.apply(command)).rejects.toMatchObject(unreachable);
    proxy.onRequest = undefined;
    proxy.onResponse = undefined;

    const outcome = await store.apply(command);
    expect(outcome).toMatchObject({ ok: true });
    expect(await store.apply(command)).toEqual(outcome);
    // The first row is the one that was the newest before.
    expect(await store.changes(before)).toHaveLength(command.type === 'update_token' ? 1 : 2);
    const [audit] = await run(
      `select count(*)::int as n from audit where action = '${command.type}'`,
      schema,
    );
    expect(audit).toEqual({ n: command.type === 'issue_token' ? 2 : command.type === 'add_member' ? 2 : 1 });
  },
);

it('a process that is disconnected during a command blocks the others for at most two seconds', async () => {
  const direct = await openPostgresStore({ driver: Pool, connection, schema, busyTimeoutMs: 20_000 });
  // It disappears after it has locked its organization and the counter of changes.
  proxy.onRequest = (bytes) => {
    if (bytes.includes('change_counter')) setImmediate(() => Object.assign(proxy, { dropAll: true }));
  };
  const lost = store.apply(personalToken('lost')).catch((error) => error);
  await until(
    async () => (await countSessions(`state = 'idle in transaction' and query ~ 'change_counter'`)) > 0,
  );
  const started = performance.now();
  expect(await direct.apply({ ...acme.base, type: 'revoke_token', tokenId: 't1' })).toMatchObject({
    ok: true,
  });
  expect(performance.now() - started).toBeLessThan(2000 + SLACK_MS);
  expect(await direct.getToken(acme.organizationId, 'lost')).toBeNull();
  proxy.onRequest = undefined;
  proxy.dropAll = false;
  proxy.disconnectAll();
  expect(await lost).toMatchObject(unreachable);
  expect(await countSessions(`state like 'idle in transaction%'`)).toBe(0);
  await direct.close();
});

it('closes a store while the server does not respond', async () => {
  await Promise.all(Array.from({ length: READ_CONNECTIONS }, lookup));
  proxy.dropAll = true;
  const pending = lookup();
  const started = performance.now();
  const closed = store.close();
  await expect(pending).rejects.toMatchObject(unreachable);
  await closed;
  expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + 1000 + SLACK_MS);
});
