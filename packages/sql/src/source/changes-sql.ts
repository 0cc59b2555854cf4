import type { Change, Changes } from '@lynk-auth/authority';
import { LynkStoreError } from '../errors.ts';

/** A reader that is further behind has to assume that everything changed. */
const PAGE_SIZE = 1000;

/**
 * The SQL of one page of the change log, with the newest and the oldest number. It is one statement, so that all
 * three are consistent. A reader recognizes an incomplete page by the newest number.
 *
 * @param schema The schema of the tables. SQLite has only `main`.
 */
export const changesSql = (schema = 'main'): string => `
  select c.value, (select min(sequence) from ${schema}.changes), l.sequence,
    l.organization_id, l.token_id, l.user_id, l.role_id
  from ${schema}.change_counter c left join ${schema}.changes l on l.sequence > ?
  order by l.sequence
  limit ${PAGE_SIZE}`;

/** A row of {@link changesSql}. From `sequence` on it is null if there is no change to report. */
export type ChangesRow = readonly [
  newest: number,
  oldest: number | null,
  sequence: number | null,
  organizationId: string | null,
  tokenId: string | null,
  userId: string | null,
  roleId: string | null,
];

/** @throws {LynkStoreError} `store_corrupt` when the counter's row is missing. */
export function toChanges(rows: readonly ChangesRow[]): Changes {
  const [first] = rows;
  if (first === undefined) throw new LynkStoreError('store_corrupt');
  const changes: Change[] = [];
  for (const [, , sequence, organizationId, tokenId, userId, roleId] of rows) {
    if (sequence === null || organizationId === null) continue;
    changes.push({ sequence, organizationId, tokenId, userId, roleId });
  }
  return { newest: first[0], oldest: first[1] ?? 0, changes };
}
