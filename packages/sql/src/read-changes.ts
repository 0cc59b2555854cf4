import type { Change, Changes } from '@lynk-auth/authority';
import { LynkStoreError } from './errors.ts';

/** A page of the change log in one statement, so that its three parts belong together. */
export const changesSql = `
  select c.value, (select min(sequence) from changes), l.sequence,
    l.organization_id, l.token_id, l.user_id, l.role_id
  from change_counter c left join changes l on l.sequence > ?
  order by l.sequence`;

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
