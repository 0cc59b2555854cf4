import { LynkConfigurationError } from '@lynk-auth/core';
import { LynkStoreError } from '../errors.ts';
import { columnTypes } from './column-types.ts';
import type { PostgresClient } from './driver.ts';
import type { DatabaseSettings } from './read-options.ts';
import { toOwnStatement } from './to-own-statement.ts';
import { toStoreError } from './to-store-error.ts';

/** How long the server may take to end its connections when the store closes. */
const CLOSE_MS = 1000;

/** Options of {@link openPool}. */
export interface PoolOptions {
  readonly connections: number;
  /** How long to wait for a connection, in milliseconds. */
  readonly waitMs: number;
}

/** A pool of connections. */
export interface Pool {
  /** Acquires a connection, synchronously if one is idle. Pass it to `release` or `discard` afterwards. */
  acquire(): PostgresClient | Promise<PostgresClient>;
  /** Returns a connection that has responded. */
  release(client: PostgresClient): void;
  /**
   * Closes a connection that must not be used again.
   *
   * @param silentSince When the query was sent that received no response, in monotonic milliseconds. The other
   *   connections may be dead too: those without a response since then are not used again.
   */
  discard(client: PostgresClient, silentSince?: number): void;
  /** Returns whether the server has sent a notice or a warning on the connection. */
  hadNotice(client: PostgresClient): boolean;
  /** Waits until all connections are released and closed. */
  close(): Promise<void>;
}

const ignore = () => undefined;

/**
 * Opens connections on demand and keeps them open. The driver's pool creates and counts them. Idle connections
 * are kept here, since acquiring one from the driver's pool costs a tenth of a lookup.
 */
export function openPool({ caller, driver, connection }: DatabaseSettings, options: PoolOptions): Pool {
  const base = typeof connection === 'string' ? { connectionString: connection } : connection;
  const pool = new driver({
    fallback_application_name: 'lynk-auth',
    keepAlive: true,
    ...base,
    max: options.connections,
    connectionTimeoutMillis: options.waitMs,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    types: columnTypes,
    binary: false,
    pipeline: false,
    onConnect(client: PostgresClient) {
      ownStatements(client);
      return assertPrimary(client, options.waitMs);
    },
  } as never);

  const open = new Set<PostgresClient>();
  const idle: PostgresClient[] = [];
  const noticed = new WeakSet<PostgresClient>();
  const lastResponse = new WeakMap<PostgresClient, number>();
  let silentSinceLatest = Number.NEGATIVE_INFINITY;
  let closing = false;
  let onAllClosed = ignore;

  // A query reports the end of its connection itself. Without a listener, the event would crash the process.
  pool.on('error', ignore);
  pool.on('connect', (connected) => {
    const client = connected as PostgresClient;
    open.add(client);
    client.on('error', ignore);
    client.on('notice', () => void noticed.add(client));
    client.on('end', () => {
      open.delete(client);
      const index = idle.indexOf(client);
      if (index >= 0) for (const ended of idle.splice(index, 1)) ended.release(true);
      if (open.size === 0) onAllClosed();
    });
  });

  const connect = async (): Promise<PostgresClient> => {
    let client: PostgresClient;
    try {
      client = await pool.connect();
    } catch (error) {
      if ((Object(error) as { code?: unknown }).code !== 'ERR_INVALID_URL') throw toStoreError(error);
      throw new LynkConfigurationError(`${caller}: connection must be a valid connection string.`);
    }
    if (client.connection !== undefined) return client;
    client.release(true);
    throw new LynkConfigurationError(`${caller}: driver must be the class Pool of pg, not of pg.native.`);
  };
  const destroy = (client: PostgresClient) => {
    client.release(true);
    // Otherwise a connection whose peer is unreachable would stay open until the operating system closes it.
    client.connection?.stream.destroy();
  };

  /** A new connection has just responded, but has no entry yet. */
  const isUsable = (client: PostgresClient) =>
    (lastResponse.get(client) ?? Number.POSITIVE_INFINITY) > silentSinceLatest;
  const acquireNew = async (): Promise<PostgresClient> => {
    for (;;) {
      const client = await connect();
      if (isUsable(client)) return client;
      destroy(client);
    }
  };

  return {
    acquire() {
      for (let client = idle.pop(); client !== undefined; client = idle.pop()) {
        if (isUsable(client)) return client;
        destroy(client);
      }
      return acquireNew();
    },
    release(client) {
      lastResponse.set(client, performance.now());
      if (closing || pool.waitingCount > 0) client.release();
      else {
        // An idle connection keeps no process alive. A pending query does, and has a time limit.
        client.unref?.();
        idle.push(client);
      }
    },
    discard(client, silentSince = silentSinceLatest) {
      silentSinceLatest = Math.max(silentSinceLatest, silentSince);
      destroy(client);
    },
    hadNotice: (client) => noticed.has(client),
    async close() {
      closing = true;
      // A connection that was idle keeps no process alive: it would exit before a read that runs now has ended.
      for (const client of open) client.ref?.();
      for (const client of idle.splice(0)) client.release();
      await pool.end();
      if (open.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, CLOSE_MS);
        onAllClosed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      for (const client of open) client.connection?.stream.destroy();
    },
  };
}

/** The driver reads names of prepared statements from plain objects, also those of a polluted `Object.prototype`. */
function ownStatements({ connection }: PostgresClient): void {
  for (const statements of [connection?.parsedStatements, connection?.submittedNamedStatements]) {
    if (statements !== undefined) Object.setPrototypeOf(statements, null);
  }
}

/** A replica that lags behind would accept revoked tokens. */
async function assertPrimary(client: PostgresClient, waitMs: number): Promise<void> {
  const text = 'select pg_is_in_recovery()';
  const { rows } = await client.query(toOwnStatement({ text, rowMode: 'array', query_timeout: waitMs }));
  if (String(rows[0]) !== 'f') throw new LynkStoreError('store_unwritable');
}
