import type { TokenRecord } from '@lynk-auth/authority';
import type { Reader } from '../create-sql-store.ts';
import { type ChangesRow, changesSql, toChanges } from '../source/changes-sql.ts';
import { type LookupRow, lookupSql, toTokenRecord } from '../source/lookup-sql.ts';
import { createStatementRunner, type Statement } from './create-statement-runner.ts';
import { openPool } from './open-pool.ts';
import type { StoreSettings } from './read-options.ts';

/** The connections that serve lookups and the change log. */
export interface PostgresReader extends Omit<Reader, 'db'> {
  readonly close: () => Promise<void>;
}

/**
 * Opens the connections that serve lookups and the change log. Each read is one prepared statement and one round
 * trip.
 */
export function openReader(settings: StoreSettings): PostgresReader {
  const { schema, timeoutMs, readConnections } = settings;
  const pool = openPool(settings, { connections: readConnections, waitMs: timeoutMs });

  const run = createStatementRunner(pool, timeoutMs);
  const lookups = new Map<number, Statement>();
  const lookupFor = (count: number): Statement => {
    let statement = lookups.get(count);
    if (statement === undefined) {
      statement = { name: `lynk_lookup_${count}`, text: numberPlaceholders(lookupSql(count, schema)) };
      lookups.set(count, statement);
    }
    return statement;
  };
  const lookup = async (digests: readonly Uint8Array[]): Promise<TokenRecord | null> => {
    const [row] = await run<LookupRow>(lookupFor(digests.length), digests);
    return toTokenRecord(row);
  };
  const changes: Statement = {
    name: 'lynk_changes',
    text: numberPlaceholders(changesSql({ schema, least: 'least' })),
  };

  return {
    lookup: (digests) => (digests.length === 0 ? null : lookup(digests)),
    changes: async (from) => toChanges(await run<ChangesRow>(changes, [from])),
    close: pool.close,
  };
}

/** Replaces `?` by `$1`, `$2`, … No statement of this package has a question mark in a literal or a name. */
function numberPlaceholders(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}
