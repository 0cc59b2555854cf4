import type { PostgresClient } from './driver.ts';
import { toOwnStatement } from './to-own-statement.ts';

/** The timeline of the server, as eight hexadecimal digits. It is an error on a standby. */
const TIMELINE = 'substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)';

/** For services that do not offer these functions: recognizes a standby, but not an old primary. */
const RECOVERY = "case when pg_is_in_recovery() then null else '00000000' end";

/** undefined_function, insufficient_privilege, feature_not_supported */
const missing: readonly unknown[] = ['42883', '42501', '0A000'];

/**
 * Returns the SQL expression for the timeline of a server.
 *
 * @throws Whatever the driver throws, such as on a standby.
 */
export async function findTimelineSql(client: PostgresClient): Promise<string> {
  try {
    await client.query(toOwnStatement({ name: undefined, text: `select ${TIMELINE}` }));
    return TIMELINE;
  } catch (error) {
    if (missing.includes(Object(error).code)) return RECOVERY;
    throw error;
  }
}

/** Returns whether the expression tells an old primary from a new one. */
export const hasTimelines = (timelineSql: string): boolean => timelineSql === TIMELINE;

/** Parses a value of the expression. */
export const parseTimeline = (value: unknown): number | null =>
  typeof value === 'string' && /^[0-9a-f]{8}$/i.test(value) ? Number.parseInt(value, 16) : null;
