import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { LynkStoreError } from '../errors.ts';
import { toParameters } from '../to-parameters.ts';
import type { Pool } from './open-pool.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** How long the server lets a transaction take, in whole milliseconds. */
export interface Guards {
  /** To wait for one lock. */
  readonly lockMs: number;
  /** To carry out one statement. */
  readonly statementMs: number;
  /** To wait for the next statement: whoever was stopped or cut off holds no lock for longer. */
  readonly idleMs: number;
  /** To answer that a transaction has begun. It waits for nothing, so silence means a dead connection. */
  readonly beginMs: number;
}

/** How much longer than a statement may take its answer is waited for. */
const ON_THE_WAY_MS = 1000;
/** What `pg` says where no connection became free in time. */
const ALL_IN_USE = 'timeout exceeded when trying to connect';
/** How often a command that had not begun is begun on another connection. */
const BEGINNINGS = 2;

/** Connections as Kysely wants them, whose values are checked and whose errors are the store's. */
export interface CommandPool extends PostgresPool {
  /** Tells whether an error came before the transaction had begun, and a try is left. */
  hadNotBegun(error: unknown, round: number): boolean;
}

export function createCommandPool(pool: Pool, guards: Guards): CommandPool {
  const beginnings = new WeakSet<LynkStoreError>();

  const wrap = (client: Awaited<ReturnType<Pool['take']>>): PostgresPoolClient => {
    /** When it was asked what it did not answer. */
    let silentSince: number | undefined;
    let sound = true;

    const query = async (text: string, values: readonly unknown[]) => {
      if (!sound) throw new LynkStoreError('store_unreachable');
      const begins = text.startsWith('begin');
      const asked = performance.now();
      const statement = { text, values: toParameters(values, values.length) };
      try {
        return await withTimeLimit(
          begins ? guards.beginMs : guards.statementMs + ON_THE_WAY_MS,
          client.query(statement),
          () => {
            silentSince = asked;
          },
        );
      } catch (thrown) {
        const error = toStoreError(thrown);
        if (begins && error.code === 'store_unreachable') beginnings.add(error);
        // After these nobody knows whether there is still a transaction.
        if (error.code === 'store_unreachable' || begins || text === 'commit' || text === 'rollback') {
          sound = false;
        }
        throw error;
      }
    };

    return {
      async query<R>(text: unknown, values: readonly unknown[] = []) {
        const result = await query(String(text), values);
        // The server answers the commit of a transaction that failed by rolling it back.
        if (text === 'commit' && result.command !== 'COMMIT') throw new LynkStoreError('store_failed');
        return result as PostgresQueryResult<R>;
      },
      release() {
        if (sound) pool.giveBack(client);
        else pool.discard(client, silentSince);
      },
    } as PostgresPoolClient;
  };

  return {
    async connect() {
      try {
        return wrap(await pool.take());
      } catch (error) {
        const { cause } = Object(error) as { cause?: { message?: unknown } };
        if (cause?.message === ALL_IN_USE) throw new LynkStoreError('store_busy', { cause });
        throw error;
      }
    },
    end: pool.close,
    hadNotBegun: (error, round) => beginnings.has(error as LynkStoreError) && round < BEGINNINGS,
  };
}
