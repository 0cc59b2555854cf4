import { LynkConfigurationError } from '@lynk-auth/core';
import { LynkStoreError } from '../errors.ts';
import { columnTypes } from './column-types.ts';
import type { PostgresClient } from './driver.ts';
import type { Settings } from './read-options.ts';
import { toStoreError } from './to-store-error.ts';

/** How long the server has to end a connection, when the store is closed. */
const GOODBYE_MS = 1000;

/** What {@link openPool} is given. */
export interface PoolOptions {
  readonly connections: number;
  /** How long to wait for a connection, in milliseconds. */
  readonly waitMs: number;
}

/** Connections of one sort. */
export interface Pool {
  /** Takes a connection, at once where one is unused; the caller gives it back by one of the other two. */
  take(): PostgresClient | Promise<PostgresClient>;
  /** Gives back a connection that has answered. */
  giveBack(client: PostgresClient): void;
  /**
   * Gives back a connection that is not to be used again.
   *
   * @param silentSince When it was asked what it did not answer. The others may be as dead: those that
   *   were not heard since are not used again either.
   */
  discard(client: PostgresClient, silentSince?: number): void;
  /** Waits until what was taken is given back, and all connections are closed. */
  close(): Promise<void>;
}

const ignore = () => undefined;

/**
 * Makes connections as they are needed, and keeps them. The driver's pool makes and counts them; what
 * is unused lies here, since to ask the pool costs as much as a tenth of a lookup.
 */
export function openPool({ caller, driver, connection }: Settings, options: PoolOptions): Pool {
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
    onConnect: (client: PostgresClient) => assertPrimary(client, options.waitMs),
  } as never);

  const open = new Set<PostgresClient>();
  const unused: PostgresClient[] = [];
  const heard = new WeakMap<PostgresClient, number>();
  let silence = Number.NEGATIVE_INFINITY;
  let closing = false;
  let onLast = ignore;

  // Who uses a connection hears of its end by itself; an event that nobody listens to ends the process.
  pool.on('error', ignore);
  pool.on('connect', (connected) => {
    const client = connected as PostgresClient;
    open.add(client);
    client.on('error', ignore);
    client.on('end', () => {
      open.delete(client);
      const place = unused.indexOf(client);
      if (place >= 0) for (const gone of unused.splice(place, 1)) gone.release(true);
      if (open.size === 0) onLast();
    });
  });

  const connect = async (): Promise<PostgresClient> => {
    let client: PostgresClient;
    try {
      client = await pool.connect();
    } catch (error) {
      if ((Object(error) as { code?: unknown }).code !== 'ERR_INVALID_URL') throw toStoreError(error);
      throw new LynkConfigurationError(`${caller}: connection is not a connection string.`);
    }
    if (typeof client.connection?.bind === 'function') return client;
    client.release(true);
    throw new LynkConfigurationError(`${caller}: driver must be the class Pool of pg, and not of pg.native.`);
  };
  const destroy = (client: PostgresClient) => {
    client.release(true);
    // Without this a connection whose other end is silent would stay until the system gives it up.
    client.connection?.stream.destroy();
  };

  /** One that is new has not been heard yet, and has just answered. */
  const isSound = (client: PostgresClient) => (heard.get(client) ?? Number.POSITIVE_INFINITY) > silence;
  const takeNew = async (): Promise<PostgresClient> => {
    for (;;) {
      const client = await connect();
      if (isSound(client)) return client;
      destroy(client);
    }
  };

  return {
    take() {
      for (let client = unused.pop(); client !== undefined; client = unused.pop()) {
        if (isSound(client)) return client;
        destroy(client);
      }
      return takeNew();
    },
    giveBack(client) {
      heard.set(client, performance.now());
      if (closing || pool.waitingCount > 0) client.release();
      else {
        // It keeps no process alive. What is being asked does: it has a time limit.
        client.unref?.();
        unused.push(client);
      }
    },
    discard(client, silentSince = silence) {
      silence = Math.max(silence, silentSince);
      destroy(client);
    },
    async close() {
      closing = true;
      for (const client of unused.splice(0)) client.release();
      await pool.end();
      if (open.size === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, GOODBYE_MS);
        onLast = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      for (const client of open) client.connection?.stream.destroy();
    },
  };
}

/** A copy that lags behind would answer for tokens that are revoked. */
async function assertPrimary(client: PostgresClient, waitMs: number): Promise<void> {
  const text = 'select pg_is_in_recovery()';
  const { rows } = await client.query({ text, rowMode: 'array', query_timeout: waitMs });
  if (String(rows[0]) !== 'f') throw new LynkStoreError('store_unwritable');
}
