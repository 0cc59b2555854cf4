import type { Change } from '@lynk-auth/authority';
import { LynkStoreError } from '../errors.ts';
import { assertVersion } from '../migrations/assert-version.ts';

/** A reader that is further behind has to assume that everything changed. */
const PAGE_SIZE = 1000;

/** What {@link changesSql} needs to know of the database. */
export interface ChangesSqlOptions {
  /** What precedes the names of the tables: the schema on Postgres, a prefix on SQLite. */
  readonly tables: string;
  /** The function that returns the smaller of two values. */
  readonly least: 'min' | 'least';
}

/**
 * The SQL of one page of the change log: the newest row and those before it down to a number, newest first. If the
 * log does not reach that number, it is the newest row only. Each row has the version of the tables.
 */
export const changesSql = ({ tables, least }: ChangesSqlOptions): string => `
  select (select version from ${tables}schema_version), l.sequence, l.mark, l.organization_id, l.token_id, l.user_id, l.role_id
  from ${tables}changes l
  where l.sequence >= ${least}(?, (select max(sequence) from ${tables}changes))
  order by l.sequence desc
  limit ${PAGE_SIZE}`;

/** A row of {@link changesSql}. */
export type ChangesRow = readonly [
  version: number,
  sequence: number,
  mark: string,
  organizationId: string,
  tokenId: string | null,
  userId: string | null,
  roleId: string | null,
];

/**
 * Converts the rows of {@link changesSql} to a page, oldest first.
 *
 * @param history The copy of the database, such as the timeline of a server: the marks are different in each.
 * @throws {LynkStoreError} `store_newer` or `store_older`; `store_corrupt` when the log is empty or its newest row has no mark.
 */
export function toChanges(rows: readonly ChangesRow[], history: number): readonly Change[] {
  const [newest] = rows;
  if (newest !== undefined) assertVersion(newest[0]);
  if (!newest?.[2]) throw new LynkStoreError('store_corrupt');
  return rows
    .map(([, sequence, mark, organizationId, tokenId, userId, roleId]) => ({
      sequence,
      mark: `${history}.${mark}`,
      // The row that starts the log has no organization.
      organizationId: organizationId || null,
      tokenId,
      userId,
      roleId,
    }))
    .reverse();
}
