import type { TokenRecord } from '@lynk-auth/authority';
import { NO_LIMITS, parseLimits } from './reads/parse-limits.ts';
import { parseRights } from './reads/rights.ts';

/** What few tokens have, as the JSON of a list; every value that is missing is null. */
const limits = `'[' || coalesce(t.ceiling, 'null')
      || ',' || coalesce(cast(t.revoked_at as text), 'null')
      || ',' || coalesce(cast(t.suspended_at as text), 'null')
      || ',' || coalesce(cast(s.expires_at as text), 'null')
      || case s.state when 'pending' then ',true]' else ',false]' end`;

/**
 * The look-up of a secret, as SQL. Retired secrets are not found; every join is by primary key. The
 * joins are by number; that they stay in the token's organization is asked for once more.
 *
 * Every column costs as much as a third of a join. So what few tokens have is one column, null for all
 * others; and the last says what the role allows, an owner without a role (no text), or neither (null).
 *
 * @param count For how many digests.
 * @param schema Where the tables are; SQLite has one place for them.
 */
export const lookUpSql = (count: number, schema = 'main'): string => `
  select t.id, t.organization_id, t.owner_id, t.expires_at,
    case when s.state = 'active' and t.ceiling is null
      and coalesce(t.revoked_at, t.suspended_at, s.expires_at) is null then null else ${limits} end,
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
  expiresAt: number | null,
  limits: string | null,
  rights: string | null,
];

export function toTokenRecord(row: LookUpRow): TokenRecord {
  const [tokenId, organizationId, userId, expiresAt, limits, held] = row;
  const rights = held === null || held === '' ? null : parseRights(held);
  const { ceiling, revokedAt, suspendedAt, secretExpiresAt, secretPending } =
    limits === null ? NO_LIMITS : parseLimits(limits);
  return {
    tokenId,
    organizationId,
    // The tables hold a check that exactly the personal ones have an owner.
    kind: userId === null ? 'service' : 'personal',
    userId,
    expiresAt,
    revokedAt,
    suspendedAt,
    secretExpiresAt: secretPending ? null : secretExpiresAt,
    secretPending,
    ownerPresent: userId === null || held !== null,
    rolePermissions: rights?.permissions ?? null,
    ceiling,
    allowedNetworks: rights?.networks ?? null,
  };
}
