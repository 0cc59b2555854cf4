import type { TokenRecord } from '@lynk-auth/authority';
import { LynkStoreError } from './errors.ts';
import { NO_LIMITS, parseLimits } from './reads/parse-limits.ts';
import { parseRights } from './reads/rights.ts';

/**
 * The lookup of a secret, as SQL: two reads by primary key, of what {@link refreshLookup} keeps. Retired
 * secrets are not found. The join is by number; that it stays in the token's organization is asked for
 * once more.
 *
 * Every column costs as much as a third of a join. So what few tokens have is one column, null for all
 * others; and the last says what the role allows, an owner without a role (no text), or neither (null).
 *
 * @param count For how many digests.
 * @param schema Where the tables are; SQLite has one place for them.
 */
export const lookupSql = (count: number, schema = 'main'): string => `
  select s.token_id, s.organization_id, s.owner_id, s.token_expires_at, s.limits, h.rights
  from ${schema}.secrets s
  left join ${schema}.holders h on h.number = s.holder_number and h.organization_id = s.organization_id
  where s.digest in (${Array(count).fill('?').join(', ')}) and s.state in ('active', 'pending')
  limit 1`;

/** A row of {@link lookupSql}, by position: objects cost more than the joins. */
export type LookupRow = readonly [
  id: string | null,
  organizationId: string | null,
  ownerId: string | null,
  expiresAt: number | null,
  limits: string | null,
  rights: string | null,
];

/** @throws {LynkStoreError} `store_corrupt` for a secret without a token. */
export function toTokenRecord(row: LookupRow): TokenRecord {
  const [tokenId, organizationId, userId, expiresAt, limits, held] = row;
  if (tokenId === null || organizationId === null) throw new LynkStoreError('store_corrupt');
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
