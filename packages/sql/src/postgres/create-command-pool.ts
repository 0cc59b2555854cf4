import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { toParameters } from '../engine/to-parameters.ts';
import { LynkStoreError } from '../errors.ts';
import type { Pool } from './open-pool.ts';
import { toOwnStatement } from './to-own-statement.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** The time limits of a transaction, in whole milliseconds. The server enforces all except `beginMs`. */
export interface TransactionLimits {
  /** Waiting for one lock. */
  readonly lockMs: number;
  /** Executing one statement. */
  readonly statementMs: number;
  /** Waiting for the next statement: a stopped or disconnected process holds its locks no longer than this. */
  readonly idleMs: number;
  /** Beginning a transaction. It waits for no lock, so a missing response means a dead connection. */
  readonly beginMs: number;
}

/** How much longer than the statement's own limit to wait for its response. */
const ROUND_TRIP_MS = 1000;
/** The message of `pg` when no connection became free in time. */
const POOL_TIMEOUT_MESSAGE = 'timeout exceeded when trying to connect';
/** How often a transaction that failed to begin is started again on another connection. */
const MAX_BEGIN_RETRIES = 2;

/** A connection pool for Kysely that validates values and throws a {@link LynkStoreError}. */
export interface CommandPool extends PostgresPool {
  /** Returns whether the error prevented the transaction from beginning and another attempt is left. */
  failedToBegin(error: unknown, attempt: number): boolean;
}

export function createCommandPool(pool: Pool, limits: TransactionLimits): CommandPool {
  const beginErrors = new WeakSet<LynkStoreError>();

  const wrap = (client: Awaited<ReturnType<Pool['acquire']>>): PostgresPoolClient => {
    /** When the query was sent that received no response. */
    let silentSince: number | undefined;
    let usable = true;

    const query = async (text: string, values: readonly unknown[]) => {
      if (!usable) throw new LynkStoreError('store_unreachable');
      const isBegin = text.startsWith('begin');
      const sentAt = performance.now();
      const statement = toOwnStatement({ text, values: toParameters(values, values.length) });
      try {
        return await withTimeLimit(
          isBegin ? limits.beginMs : limits.statementMs + ROUND_TRIP_MS,
          client.query(statement),
          () => {
            silentSince = sentAt;
          },
        );
      } catch (thrown) {
        const error = toStoreError(thrown);
        if (isBegin && error.code === 'store_unreachable') beginErrors.add(error);
        // After these errors it is unknown whether a transaction is still open.
        if (error.code === 'store_unreachable' || isBegin || text === 'commit' || text === 'rollback') {
          usable = false;
        }
        throw error;
      }
    };

    return {
      async query<R>(text: unknown, values: readonly unknown[] = []) {
        const result = await query(String(text), values);
        // The server responds to the commit of a failed transaction with a rollback.
        if (text === 'commit' && result.command !== 'COMMIT') throw new LynkStoreError('store_failed');
        return result as PostgresQueryResult<R>;
      },
      release() {
        if (usable) pool.release(client);
        else pool.discard(client, silentSince);
      },
    } as PostgresPoolClient;
  };

  return {
    async connect() {
      try {
        return wrap(await pool.acquire());
      } catch (error) {
        const { cause } = Object(error) as { cause?: { message?: unknown } };
        if (cause?.message === POOL_TIMEOUT_MESSAGE) throw new LynkStoreError('store_busy', { cause });
        throw error;
      }
    },
    end: pool.close,
    failedToBegin: (error, attempt) =>
      beginErrors.has(error as LynkStoreError) && attempt < MAX_BEGIN_RETRIES,
  };
}
