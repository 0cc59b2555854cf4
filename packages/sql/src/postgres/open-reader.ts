import type { Changes, TokenRecord } from '@lynk-auth/authority';
import type { Reader } from '../create-sql-store.ts';
import { type ChangesRow, changesSql, toChanges } from '../source/changes-sql.ts';
import { type LookupRow, lookupSql, toTokenRecord } from '../source/lookup-sql.ts';
import { parseInteger } from './column-types.ts';
import {
  createPreparedStatement,
  type PreparedStatement,
  type TextRow,
} from './create-prepared-statement.ts';
import { createStatementRunner } from './create-statement-runner.ts';
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
  const lookups = new Map<number, PreparedStatement<LookupRow>>();
  const lookupFor = (count: number): PreparedStatement<LookupRow> => {
    let lookup = lookups.get(count);
    if (lookup === undefined) {
      const text = numberPlaceholders(lookupSql(count, schema));
      lookup = createPreparedStatement(`lynk_look_up_${count}`, text);
      lookups.set(count, lookup);
    }
    return lookup;
  };
  const changes = createPreparedStatement<ChangesRow>('lynk_changes', numberPlaceholders(changesSql(schema)));

  return {
    lookup: (digests) => (digests.length === 0 ? null : run(lookupFor(digests.length), digests, readLookup)),
    changes: (after) => run(changes, [after], readChanges),
    close: pool.close,
  };
}

function readLookup([row]: readonly TextRow<LookupRow>[]): TokenRecord | null {
  if (row === undefined) return null;
  const [id, organizationId, ownerId, expiresAt, limits, rights] = row;
  return toTokenRecord([id, organizationId, ownerId, readInteger(expiresAt), limits, rights]);
}

function readChanges(rows: readonly TextRow<ChangesRow>[]): Changes {
  return toChanges(
    rows.map(([newest, oldest, sequence, ...ids]) => [
      readInteger(newest) ?? Number.NaN,
      readInteger(oldest),
      readInteger(sequence),
      ...ids,
    ]),
  );
}

const readInteger = (value: string | null): number | null => (value === null ? null : parseInteger(value));

/** Replaces `?` by `$1`, `$2`, … No statement of this package has a question mark in a literal or a name. */
function numberPlaceholders(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}
