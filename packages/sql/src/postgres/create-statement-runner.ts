import { isPromise } from '@lynk-auth/core/internal';
import { toParameters } from '../engine/to-parameters.ts';
import type { PreparedStatement, TextRow } from './create-prepared-statement.ts';
import type { PostgresClient } from './driver.ts';
import type { Pool } from './open-pool.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/**
 * Executes a prepared statement on its own connection.
 *
 * @param convert Converts the rows to the result. If it throws, the promise rejects with its error.
 * @throws {LynkStoreError} Also when no response arrives within the time limit.
 */
export type RunStatement = <Row, Value>(
  statement: PreparedStatement<Row>,
  values: readonly unknown[],
  convert: (rows: readonly TextRow<Row>[]) => Value,
) => Promise<Value>;

/**
 * Creates a function that executes prepared statements.
 *
 * @param timeoutMs The time limit of one execution, including the time to connect, in milliseconds.
 */
export function createStatementRunner(pool: Pool, timeoutMs: number): RunStatement {
  return (statement, values, convert) => {
    let client: PostgresClient | undefined;
    let sentAt = 0;
    let settled = false;
    /** Settles the execution once and releases its connection. Later events are ignored. */
    const settle = (release: (client: PostgresClient) => void): boolean => {
      if (settled) return false;
      settled = true;
      if (client !== undefined) release(client);
      return true;
    };
    const result = new Promise<ReturnType<typeof convert>>((resolve, reject) => {
      const parameters = toParameters(values, values.length);
      const onError = (error: unknown) => {
        if (settle((used) => pool.discard(used))) reject(toStoreError(error));
      };
      const onRows = (rows: Parameters<typeof convert>[0]) => {
        if (!settle(pool.release)) return;
        try {
          resolve(convert(rows));
        } catch (error) {
          reject(error);
        }
      };
      const send = (acquired: PostgresClient) => {
        if (settled) return pool.release(acquired);
        client = acquired;
        sentAt = performance.now();
        try {
          statement.run(acquired, parameters, { onRows, onError });
        } catch (error) {
          onError(error);
        }
      };
      const acquired = pool.acquire();
      if (isPromise(acquired)) acquired.then(send, reject);
      else send(acquired);
    });
    return withTimeLimit(timeoutMs, result, () => settle((used) => pool.discard(used, sentAt)));
  };
}
