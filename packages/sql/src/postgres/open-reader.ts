import type { Changes, TokenRecord } from '@lynk-auth/authority';
import type { Reader } from '../create-sql-store.ts';
import { type LookUpRow, lookUpSql, toTokenRecord } from '../look-up.ts';
import { type ChangesRow, changesSql, toChanges } from '../read-changes.ts';
import { toParameters } from '../to-parameters.ts';
import type { PostgresClient } from './driver.ts';
import { openPool } from './open-pool.ts';
import type { StoreSettings } from './read-options.ts';
import { toStoreError } from './to-store-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

/** The side of a Postgres database that answers a verifier. */
export interface PostgresReader extends Omit<Reader, 'db'> {
  readonly close: () => Promise<void>;
}

/**
 * Opens the connections of the look-up and of the change log. Each read is one prepared statement, and
 * one way to the server and back.
 */
export function openReader(settings: StoreSettings): PostgresReader {
  const { schema, timeoutMs, readConnections } = settings;
  const pool = openPool(settings, { connections: readConnections, waitMs: timeoutMs });

  const read = (name: string, text: string, values: readonly unknown[]): Promise<unknown[]> => {
    const statement = { name, text, values: toParameters(values, values.length), rowMode: 'array' } as const;
    let held: PostgresClient | undefined;
    let asked = 0;
    let late = false;
    const answer = async () => {
      const client = await pool.take();
      if (late) {
        pool.giveBack(client);
        return [];
      }
      held = client;
      asked = performance.now();
      try {
        const { rows } = await client.query(statement);
        if (!late) pool.giveBack(client);
        return rows;
      } catch (error) {
        if (!late) pool.discard(client);
        throw toStoreError(error);
      } finally {
        held = undefined;
      }
    };
    return withTimeLimit(timeoutMs, answer(), () => {
      late = true;
      if (held !== undefined) pool.discard(held, asked);
    });
  };

  const lookUps = new Map<number, string>();
  const lookUpFor = (count: number): string => {
    let text = lookUps.get(count);
    if (text === undefined) {
      text = numberPlaces(lookUpSql(count, schema));
      lookUps.set(count, text);
    }
    return text;
  };
  const changes = numberPlaces(changesSql(schema));

  return {
    async lookup(digests): Promise<TokenRecord | null> {
      if (digests.length === 0) return null;
      const text = lookUpFor(digests.length);
      const [row] = await read(`lynk_look_up_${digests.length}`, text, digests);
      return row === undefined ? null : toTokenRecord(row as LookUpRow);
    },
    async changes(after): Promise<Changes> {
      return toChanges((await read('lynk_changes', changes, [after])) as ChangesRow[]);
    },
    close: pool.close,
  };
}

/** `?` becomes `$1`, `$2`, … No statement of this package has a question mark in a literal or a name. */
function numberPlaces(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}
