import type { Change, Changes } from '@lynk-auth/authority';
import { LynkStoreError } from './errors.ts';

/** More at once are not worth naming: who reads so late has to assume that everything changed. */
const PAGE = 1000;

/**
 * A page of the change log in one statement, so that its three parts belong together. Where the last
 * rows do not fit into it, a reader sees that by the newest number.
 *
 * @param schema Where the tables are; SQLite has one place for them.
 */
export const changesSql = (schema = 'main'): string => `
  select c.value, (select min(sequence) from ${schema}.changes), l.sequence,
    l.organization_id, l.token_id, l.user_id, l.role_id
  from ${schema}.change_counter c left join ${schema}.changes l on l.sequence > ?
  order by l.sequence
  limit ${PAGE}`;

/** A row of {@link changesSql}; its second half is empty where there is no change to give. */
export type ChangesRow = readonly [
  newest: number,
  oldest: number | null,
  sequence: number | null,
  organizationId: string | null,
  tokenId: string | null,
  userId: string | null,
  roleId: string | null,
];

export function toChanges(rows: readonly ChangesRow[]): Changes {
  const [head] = rows;
  if (head === undefined) throw new LynkStoreError('store_corrupt');
  const changes: Change[] = [];
  for (const [, , sequence, organizationId, tokenId, userId, roleId] of rows) {
    if (sequence === null || organizationId === null) continue;
    changes.push({ sequence, organizationId, tokenId, userId, roleId });
  }
  return { newest: head[0], oldest: head[1] ?? 0, changes };
}
