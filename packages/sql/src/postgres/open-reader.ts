import type { Change, TokenRecord } from '@lynk-auth/authority';
import type { Reader } from '../create-sql-store.ts';
import { LynkStoreError } from '../errors.ts';
import { type ChangesRow, changesSql, toChanges } from '../source/changes-sql.ts';
import { type LookupRow, lookupSql, toTokenRecord } from '../source/lookup-sql.ts';
import { createStatementRunner, type Statement } from './create-statement-runner.ts';
import { createTimelineGuard } from './create-timeline-guard.ts';
import { assertFenced, FENCE } from './fence-sql.ts';
import { openPool } from './open-pool.ts';
import type { StoreSettings } from './read-options.ts';
import { findTimelineSql, hasTimelines, parseTimeline } from './timeline-sql.ts';
import { toStoreError } from './to-store-error.ts';

/** The connections that serve lookups and the change log. */
export interface PostgresReader extends Omit<Reader, 'db'> {
  readonly close: () => Promise<void>;
}

/** A second one reaches a new primary while the first one still waits for the old one. */
const FENCED_CONNECTIONS = 2;

/** Puts a query behind further columns. There is a row with them even if the query has none. */
const withColumns = (columns: string, query: string): string =>
  numberPlaceholders(`select ${columns}, q.* from (select 1) o left join (${query}) q on true`);

/**
 * Opens the connections that serve lookups and the change log. Each read is one prepared statement and one round
 * trip. Its first column is the timeline of the server that executed it.
 *
 * With `failover`, the change log has connections of its own, and each read of it is a synchronous commit.
 *
 * @throws {LynkStoreError} Also `store_unfenced`, with `failover`.
 */
export async function openReader(settings: StoreSettings): Promise<PostgresReader> {
  const { schema, timeoutMs, readConnections, failover } = settings;
  const pool = openPool(settings, { connections: readConnections, waitMs: timeoutMs });
  const logPool = failover
    ? openPool(settings, { connections: FENCED_CONNECTIONS, waitMs: timeoutMs })
    : pool;
  const guard = createTimelineGuard();
  const accepts = (rows: readonly unknown[][]) => guard.accepts(parseTimeline(rows[0]?.[0]));
  // One more than can be connected to a server that is no longer the primary.
  const attempts = readConnections + 1;
  const runner = createStatementRunner(pool, { timeoutMs, attempts, accepts });
  const logRunner = createStatementRunner(logPool, { timeoutMs, attempts, accepts, isCommit: failover });
  const close = async () => {
    logRunner.close();
    await Promise.all([pool.close(), logPool === pool ? undefined : logPool.close()]);
  };

  const findTimeline = async () => {
    const client = await pool.acquire();
    try {
      const timelineSql = await findTimelineSql(client);
      pool.release(client);
      return timelineSql;
    } catch (error) {
      pool.discard(client);
      throw toStoreError(error);
    }
  };
  try {
    const timeline = await findTimeline();
    if (failover && !hasTimelines(timeline)) throw new LynkStoreError('store_unfenced');

    const lookups = new Map<number, Statement>();
    const lookupFor = (count: number): Statement => {
      let statement = lookups.get(count);
      if (statement === undefined) {
        const text = withColumns(timeline, lookupSql(count, `${schema}.`));
        statement = { name: `lynk_lookup_${count}`, text };
        lookups.set(count, statement);
      }
      return statement;
    };
    const lookup = async (digests: readonly Uint8Array[]): Promise<TokenRecord | null> => {
      const [[, ...row] = []] = await runner.run(lookupFor(digests.length), digests);
      return toTokenRecord(isEmpty(row) ? undefined : (row as unknown as LookupRow));
    };

    const log = changesSql({ tables: `${schema}.`, least: 'least' });
    const columns = `${timeline}, ${failover ? FENCE : 'true'}`;
    const changesStatement = { name: 'lynk_changes', text: withColumns(columns, log) };
    const changes = async (from: number): Promise<readonly Change[]> => {
      const rows = await logRunner.run(changesStatement, [from]);
      assertFenced(rows[0]?.[1]);
      // The log of another timeline is another log: it may lack what a lookup has already seen.
      const history = parseTimeline(rows[0]?.[0]) ?? 0;
      const page = rows.map(([, , ...row]) => row).filter((row) => !isEmpty(row));
      return toChanges(page as unknown as ChangesRow[], history);
    };
    if (failover) await changes(0);

    return {
      lookup: (digests) => (digests.length === 0 ? null : lookup(digests)),
      changes,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The version of the tables, the first column of both queries, is never null. */
const isEmpty = ([version]: readonly unknown[]): boolean => version == null;

/** Replaces `?` by `$1`, `$2`, … No statement of this package has a question mark in a literal or a name. */
function numberPlaceholders(text: string): string {
  let count = 0;
  return text.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}
