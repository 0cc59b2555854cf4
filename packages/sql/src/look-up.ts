import type { TokenRecord } from '@lynk-auth/authority';
import { parseList } from './reads/parse-list.ts';

/**
 * The look-up of a secret, as SQL. Only active secrets are found; every join is by primary key. The
 * joins are by number; that they stay in the token's organization is asked for once more.
 *
 * Every column costs as much as a third of a join, so the last one says three things: the
 * permissions (text), an owner without a role (a number), or neither (null).
 *
 * @param count For how many digests.
 */
export const lookUpSql = (count: number): string => `
  select t.id, t.organization_id, t.environment, t.owner_id, t.ceiling,
    t.expires_at, t.revoked_at, t.suspended_at, s.expires_at, coalesce(r.permissions, m.number)
  from secrets s
  join tokens t on t.number = s.token_number
  left join members m on m.number = t.member_number
    and m.organization_id = t.organization_id and m.user_id = t.owner_id
  left join roles r on r.number = case when t.owner_id is null then t.role_number else m.role_number end
    and r.organization_id = t.organization_id
  where s.digest in (${Array(count).fill('?').join(', ')}) and s.state = 'active'
  limit 1`;

/** A row of {@link lookUpSql}, by position: objects cost more than the joins. */
export type LookUpRow = readonly [
  id: string,
  organizationId: string,
  environment: string,
  ownerId: string | null,
  ceiling: string | null,
  expiresAt: number | null,
  revokedAt: number | null,
  suspendedAt: number | null,
  secretExpiresAt: number | null,
  rights: string | number | null,
];

export function toTokenRecord(row: LookUpRow): TokenRecord {
  const [tokenId, organizationId, environment, userId, ceiling] = row;
  const rights = row[9];
  return {
    tokenId,
    organizationId,
    // The tables hold a check that exactly the personal ones have an owner.
    kind: userId === null ? 'service' : 'personal',
    environment,
    userId,
    expiresAt: row[5],
    revokedAt: row[6],
    suspendedAt: row[7],
    secretExpiresAt: row[8],
    ownerPresent: userId === null || rights !== null,
    rolePermissions: typeof rights === 'string' ? parseList(rights) : null,
    ceiling: ceiling === null ? null : parseList(ceiling),
  };
}
