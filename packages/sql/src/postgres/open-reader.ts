import type { Changes, TokenRecord } from '@lynk-auth/authority';
import type { Reader } from '../create-sql-store.ts';
import { type LookupRow, lookupSql, toTokenRecord } from '../lookup.ts';
import { type ChangesRow, changesSql, toChanges } from '../read-changes.ts';
import { parseWhole } from './column-types.ts';
import { createRead } from './create-read.ts';
import { openPool } from './open-pool.ts';
import { type AsText, createPreparedStatement, type PreparedStatement } from './prepared-statement.ts';
import type { StoreSettings } from './read-options.ts';

/** The side of a Postgres database that answers a verifier. */
export interface PostgresReader extends Omit<Reader, 'db'> {
  readonly close: () => Promise<void>;
}

/**
 * Opens the connections of the lookup and of the change log. Each read is one prepared statement, and
 * one way to the server and back.
 */
export function openReader(settings: StoreSettings): PostgresReader {
  const { schema, timeoutMs, readConnections } = settings;
  const pool = openPool(settings, { connections: readConnections, waitMs: timeoutMs });

  const read = createRead(pool, timeoutMs);
  const lookups = new Map<number, PreparedStatement<LookupRow>>();
  const lookupFor = (count: number): PreparedStatement<LookupRow> => {
    let lookup = lookups.get(count);
    if (lookup === undefined) {
      const text = numberPlaces(lookupSql(count, schema));
      lookup = createPreparedStatement(`lynk_look_up_${count}`, text);
      lookups.set(count, lookup);
    }
    return lookup;
  };
  const changes = createPreparedStatement<ChangesRow>('lynk_changes', numberPlaces(changesSql(schema)));

  return {
    lookup: (digests) => (digests.length === 0 ? null : read(lookupFor(digests.length), digests, readLookup)),
    changes: (after) => read(changes, [after], readChanges),
    close: pool.close,
  };
}

function readLookup([row]: readonly AsText<LookupRow>[]): TokenRecord | null {
  if (row === undefined) return null;
  const [id, organizationId, ownerId, expiresAt, limits, rights] = row;
  return toTokenRecord([id, organizationId, ownerId, readWhole(expiresAt), limits, rights]);
}

function readChanges(rows: readonly AsText<ChangesRow>[]): Changes {
  return toChanges(
    rows.map(([newest, oldest, sequence, ...about]) => [
      readWhole(newest) ?? Number.NaN,
      readWhole(oldest),
      readWhole(sequence),
      ...about,
    ]),
  );
}

const readWhole = (text: string | null): number | null => (text === null ? null : parseWhole(text));

/** `?` becomes `$1`, `$2`, … No statement of this package has a question mark in a literal or a name. */
function numberPlaces(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}
