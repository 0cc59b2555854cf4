import type { TokenRecord } from '@lynk-auth/authority';
import { parseList } from './reads/parse-list.ts';
import { parseRights } from './reads/rights.ts';

/** In the place of a secret's end: no end that can be stored. */
const PENDING = 2 ** 53;

/**
 * The look-up of a secret, as SQL. Retired secrets are not found; every join is by primary key. The
 * joins are by number; that they stay in the token's organization is asked for once more.
 *
 * Every column costs as much as a third of a join, so the last two say three things each: when the
 * secret ends, that it is pending ({@link PENDING}), or neither (null); and what the role allows, an
 * owner without a role (no text), or neither (null).
 *
 * @param count For how many digests.
 * @param schema Where the tables are; SQLite has one place for them.
 */
export const lookUpSql = (count: number, schema = 'main'): string => `
  select t.id, t.organization_id, t.owner_id, t.ceiling, t.expires_at, t.revoked_at, t.suspended_at,
    case s.state when 'active' then s.expires_at else ${PENDING} end,
    coalesce(r.rights, case when m.number is not null then '' end)
  from ${schema}.secrets s
  join ${schema}.tokens t on t.number = s.token_number
  left join ${schema}.members m on m.number = t.member_number
    and m.organization_id = t.organization_id and m.user_id = t.owner_id
  left join ${schema}.roles r on r.number = case when t.owner_id is null then t.role_number else m.role_number end
    and r.organization_id = t.organization_id
  where s.digest in (${Array(count).fill('?').join(', ')}) and s.state in ('active', 'pending')
  limit 1`;

/** A row of {@link lookUpSql}, by position: objects cost more than the joins. */
export type LookUpRow = readonly [
  id: string,
  organizationId: string,
  ownerId: string | null,
  ceiling: string | null,
  expiresAt: number | null,
  revokedAt: number | null,
  suspendedAt: number | null,
  secretEnd: number | null,
  rights: string | null,
];

export function toTokenRecord(row: LookUpRow): TokenRecord {
  const [tokenId, organizationId, userId, ceiling, expiresAt, revokedAt, suspendedAt, end, held] = row;
  const rights = held === null || held === '' ? null : parseRights(held);
  return {
    tokenId,
    organizationId,
    // The tables hold a check that exactly the personal ones have an owner.
    kind: userId === null ? 'service' : 'personal',
    userId,
    expiresAt,
    revokedAt,
    suspendedAt,
    secretExpiresAt: end === PENDING ? null : end,
    secretPending: end === PENDING,
    ownerPresent: userId === null || held !== null,
    rolePermissions: rights?.permissions ?? null,
    ceiling: ceiling === null ? null : parseList(ceiling),
    allowedNetworks: rights?.networks ?? null,
  };
}
