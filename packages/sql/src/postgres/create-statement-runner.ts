import { toParameters } from '../engine/to-parameters.ts';
import type { PostgresClient, PostgresStatement } from './driver.ts';
import type { Pool } from './open-pool.ts';
import { toOwnStatement } from './to-own-statement.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** A statement that is prepared once per connection, under its name. */
export type Statement = Required<Pick<PostgresStatement, 'name' | 'text'>>;

/**
 * Executes a statement on its own connection, and returns its rows as arrays.
 *
 * @throws {LynkStoreError} Also when no response arrives within the time limit.
 */
export type RunStatement = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;

/**
 * Creates a function that executes statements.
 *
 * @param timeoutMs The time limit of one execution, including the time to connect, in milliseconds.
 */
export function createStatementRunner(pool: Pool, timeoutMs: number): RunStatement {
  return async <Row>(statement: Statement, values: readonly unknown[]) => {
    const parameters = toParameters(values, values.length);
    let expired = false;
    let client: PostgresClient | undefined;
    let sentAt = 0;
    const execute = async (): Promise<Row[]> => {
      const acquired = await pool.acquire();
      if (expired) {
        pool.release(acquired);
        return [];
      }
      client = acquired;
      sentAt = performance.now();
      try {
        const own = toOwnStatement({ ...statement, values: parameters, rowMode: 'array' });
        const { rows } = await acquired.query(own);
        if (!expired) pool.release(acquired);
        return rows as Row[];
      } catch (error) {
        // It is unknown whether the connection has prepared the statement.
        if (!expired) pool.discard(acquired);
        throw toStoreError(error);
      }
    };
    return withTimeLimit(timeoutMs, execute(), () => {
      expired = true;
      if (client !== undefined) pool.discard(client, sentAt);
    });
  };
}
