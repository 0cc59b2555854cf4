/// <reference types="node" />
import type { Store } from '@lynk-auth/authority';
import type { Postgres } from '@lynk-auth/test-kit/postgres';
import Database from 'libsql';
import { Pool } from 'pg';
import { afterAll } from 'vitest';
import { openPostgresStore } from '../../src/postgres/open-postgres-store.ts';
import type { PostgresStoreOptions } from '../../src/postgres/read-options.ts';
import { openSqliteStore } from '../../src/sqlite/open-sqlite-store.ts';
import { type ProxyServer, startProxy } from '../start-proxy.ts';
import { startVerifierProcess, type VerifierProcess } from './start-verifier.ts';

/** A process that verifies, with the proxy between it and the database; `null` for a file. */
export type GroupVerifier<Proxy = ProxyServer | null> = VerifierProcess & { readonly proxy: Proxy };

/** A new database, with processes that verify tokens against it. */
export interface VerifierGroup<Proxy = ProxyServer | null> {
  readonly store: Store;
  /** The database, as an argument of a child program. */
  readonly database: string;
  readonly verifiers: readonly GroupVerifier<Proxy>[];
  readonly startVerifier: () => Promise<GroupVerifier<Proxy>>;
}

const PROCESSES = 3;

async function startGroup<Proxy>(
  store: Store,
  database: string,
  startVerifier: () => Promise<GroupVerifier<Proxy>>,
): Promise<VerifierGroup<Proxy>> {
  const started: GroupVerifier<Proxy>[] = [];
  const startOne = async () => {
    const verifier = await startVerifier();
    started.push(verifier);
    return verifier;
  };
  const verifiers = await Promise.all(Array.from({ length: PROCESSES }, startOne));
  afterAll(async () => {
    // A stopped process would not notice the end of its input.
    for (const verifier of started) verifier.process.kill('SIGKILL');
    await Promise.all(started.map((verifier) => verifier.ended));
    await store.close();
  });
  return { store, database, verifiers, startVerifier: startOne };
}

/** Starts processes that share a SQLite file. Call it at the top level of a test file. */
export async function startVerifiersOnSqlite(path: string): Promise<VerifierGroup<null>> {
  const store = await openSqliteStore({ driver: Database, path });
  return startGroup(store, path, async () => ({ ...(await startVerifierProcess(path)), proxy: null }));
}

/**
 * Starts processes that share a new Postgres schema. The test connects directly, and each process through its own
 * proxy. Call it at the top level of a test file.
 *
 * @param timeoutMs How long the processes wait for a response of the server, in milliseconds.
 * @param options Further options of all stores.
 * @param reachedPort The port that the proxies connect to.
 */
export async function startVerifiersOnPostgres(
  { connection, newSchema, port }: Postgres,
  timeoutMs = 10_000,
  options: Partial<PostgresStoreOptions> = {},
  reachedPort = port,
): Promise<VerifierGroup<ProxyServer>> {
  const schema = newSchema();
  const store = await openPostgresStore({ ...options, driver: Pool, connection, schema });
  const proxies: ProxyServer[] = [];
  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.close()));
  });
  return startGroup(store, JSON.stringify({ ...options, connection, schema }), async () => {
    const proxy = await startProxy(reachedPort);
    proxies.push(proxy);
    const proxied = { ...options, connection: { ...connection, port: proxy.port }, schema, timeoutMs };
    return { ...(await startVerifierProcess(JSON.stringify(proxied))), proxy };
  });
}
