import { isPromise } from '@lynk-auth/core';
import { toParameters } from '../to-parameters.ts';
import type { PostgresClient } from './driver.ts';
import type { Pool } from './open-pool.ts';
import type { AsText, PreparedStatement } from './prepared-statement.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/**
 * Carries out a statement on a connection of its own.
 *
 * @param convert Makes of the rows what is wanted. What it throws, the promise rejects with.
 * @throws {LynkStoreError} also where no answer comes in time.
 */
export type Read = <Row, Value>(
  statement: PreparedStatement<Row>,
  values: readonly unknown[],
  convert: (rows: readonly AsText<Row>[]) => Value,
) => Promise<Value>;

/**
 * Makes one.
 *
 * @param timeoutMs How long it may take, connection and all.
 */
export function createRead(pool: Pool, timeoutMs: number): Read {
  return (statement, values, convert) => {
    let held: PostgresClient | undefined;
    let asked = 0;
    let over = false;
    /** Ends it, once: what is heard later is of no interest. */
    const end = (leave: (client: PostgresClient) => void): boolean => {
      if (over) return false;
      over = true;
      if (held !== undefined) leave(held);
      return true;
    };
    const answer = new Promise<ReturnType<typeof convert>>((resolve, reject) => {
      const parameters = toParameters(values, values.length);
      const failed = (error: unknown) => {
        if (end((client) => pool.discard(client))) reject(toStoreError(error));
      };
      const answered = (rows: Parameters<typeof convert>[0]) => {
        if (!end(pool.giveBack)) return;
        try {
          resolve(convert(rows));
        } catch (error) {
          reject(error);
        }
      };
      const ask = (client: PostgresClient) => {
        if (over) return pool.giveBack(client);
        held = client;
        asked = performance.now();
        try {
          statement.run(client, parameters, { answered, failed });
        } catch (error) {
          failed(error);
        }
      };
      const client = pool.take();
      if (isPromise(client)) client.then(ask, reject);
      else ask(client);
    });
    return withTimeLimit(timeoutMs, answer, () => end((client) => pool.discard(client, asked)));
  };
}
