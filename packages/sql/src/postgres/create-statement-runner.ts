import { toParameters } from '../engine/to-parameters.ts';
import { LynkStoreError } from '../errors.ts';
import type { PostgresClient, PostgresStatement } from './driver.ts';
import type { Pool } from './open-pool.ts';
import { toOwnStatement } from './to-own-statement.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** A statement that is prepared once per connection, under its name. */
export type Statement = Required<Pick<PostgresStatement, 'name' | 'text'>>;

/** Options of {@link createStatementRunner}. */
export interface RunnerOptions {
  /** The time limit of one execution, including the time to connect, in milliseconds. */
  readonly timeoutMs: number;
  /** How many connections to try, if the responses of the first ones may not be used. */
  readonly attempts: number;
  /**
   * Whether the statement is a commit that waits for a standby.
   * @default false
   */
  readonly isCommit?: boolean;
  /** Returns whether rows may be used. Otherwise the connection is closed, and another one is used. */
  readonly accepts: (rows: readonly unknown[][]) => boolean;
}

/** Executes statements. Created by {@link createStatementRunner}. */
export interface StatementRunner {
  /**
   * Executes a statement on its own connection, and returns its rows as arrays.
   *
   * @throws {LynkStoreError} Also when no response arrives within the time limit.
   */
  run(statement: Statement, values: readonly unknown[]): Promise<unknown[][]>;
  /** Closes the connections that are kept for a late response. */
  close(): void;
}

/** A commit waits for as long as the standby is away, and closing its connection does not end its wait. */
const LINGER_MS = 10_000;
/** object_not_in_prerequisite_state: the server is a standby, which has no timeline of its own. */
const IN_RECOVERY = '55000';

/** Creates a function that executes statements. */
export function createStatementRunner(
  pool: Pool,
  { timeoutMs, attempts, isCommit = false, accepts }: RunnerOptions,
): StatementRunner {
  const lingering = new Set<() => void>();

  const run = (statement: Statement, values: readonly unknown[]): Promise<unknown[][]> => {
    const parameters = toParameters(values, values.length);
    let expired = false;
    /** Closes the connection that is waited for. */
    let drop: () => void = () => undefined;

    /** @returns The rows; `undefined` if they may not be used. */
    const executeOn = async (client: PostgresClient): Promise<unknown[][] | undefined> => {
      const sentAt = performance.now();
      /** Whether the connection was released or closed: the pool may have given it to another statement since. */
      let settled = false;
      const dropThis = () => {
        if (settled) return;
        settled = true;
        lingering.delete(dropThis);
        pool.discard(client, isCommit ? undefined : sentAt);
      };
      drop = dropThis;
      try {
        const own = toOwnStatement({ ...statement, values: parameters, rowMode: 'array' });
        const rows = (await client.query(own)).rows as unknown[][];
        // A warning says that the wait for the standby was cancelled.
        const isUsable = !(isCommit && pool.hadNotice(client)) && accepts(rows);
        lingering.delete(dropThis);
        if (settled) return undefined;
        settled = true;
        if (isUsable) pool.release(client);
        else pool.discard(client);
        return isUsable ? rows : undefined;
      } catch (error) {
        lingering.delete(dropThis);
        // It is unknown whether the connection has prepared the statement.
        if (!settled) pool.discard(client);
        settled = true;
        if ((Object(error) as { code?: unknown }).code === IN_RECOVERY) return undefined;
        throw toStoreError(error);
      }
    };
    const execute = async (): Promise<unknown[][]> => {
      for (let attempt = 0; attempt < attempts && !expired; attempt += 1) {
        const client = await pool.acquire();
        if (expired) {
          pool.release(client);
          break;
        }
        const rows = await executeOn(client);
        if (rows !== undefined) return rows;
      }
      const cause = new Error('The server is not the newest primary.');
      throw new LynkStoreError('store_unreachable', { cause });
    };
    return withTimeLimit(timeoutMs, execute(), () => {
      expired = true;
      if (!isCommit) return drop();
      const dropLater = drop;
      lingering.add(dropLater);
      // Timers of a closed store keep no process alive.
      (setTimeout(dropLater, LINGER_MS) as { unref?: () => void }).unref?.();
    });
  };

  return {
    run,
    close() {
      for (const dropNow of lingering) dropNow();
    },
  };
}
