/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import type { Postgres } from '@lynk-auth/postgres';
import Database from 'libsql';
import { Pool } from 'pg';
import { afterAll } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import { type ProxyServer, startProxy } from '../proxy.ts';
import { startVerifying, type Verifying } from './start-verifying.ts';

/** A process that verifies, and what is between it and the database: nothing, where that is a file. */
export type Verifier<Between = ProxyServer | null> = Verifying & { readonly proxy: Between };

/** A new database, with processes that verify by it. */
export interface Place<Between = ProxyServer | null> {
  readonly store: Store;
  /** For another process that opens the store. */
  readonly where: string;
  readonly verifiers: readonly Verifier<Between>[];
  readonly startVerifier: () => Promise<Verifier<Between>>;
}

const PROCESSES = 3;

async function start<Between>(
  store: Store,
  where: string,
  startVerifier: () => Promise<Verifier<Between>>,
): Promise<Place<Between>> {
  const started: Verifier<Between>[] = [];
  const startOne = async () => {
    const verifier = await startVerifier();
    started.push(verifier);
    return verifier;
  };
  const verifiers = await Promise.all(Array.from({ length: PROCESSES }, startOne));
  afterAll(async () => {
    // One may be stopped, and would not hear that its input ends.
    for (const verifier of started) verifier.process.kill('SIGKILL');
    await Promise.all(started.map((verifier) => verifier.ended));
    await store.close();
  });
  return { store, where, verifiers, startVerifier: startOne };
}

/** A file that all processes share. To be called once a test file, outside of its tests. */
export async function startOnSqlite(path: string): Promise<Place<null>> {
  const store = await openSqliteStore({ driver: Database, path });
  return start(store, path, async () => ({ ...(await startVerifying(path)), proxy: null }));
}

/**
 * A schema of its own. The test is connected to the server; each process has a proxy in between. To be
 * called outside of the tests.
 *
 * @param timeoutMs How long the processes wait for an answer of the server.
 */
export async function startOnPostgres(
  { connection, newSchema, port }: Postgres,
  timeoutMs = 10_000,
): Promise<Place<ProxyServer>> {
  const schema = newSchema();
  const store = await openPostgresStore({ driver: Pool, connection, schema });
  const proxies: ProxyServer[] = [];
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.close()));
  });
  return start(store, JSON.stringify({ connection, schema }), async () => {
    const proxy = await startProxy(port);
    proxies.push(proxy);
    const through = { connection: { ...connection, port: proxy.port }, schema, timeoutMs };
    return { ...(await startVerifying(JSON.stringify(through))), proxy };
  });
}
