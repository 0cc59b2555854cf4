// What a verifier reads: the lookup of a digest, the change log and the lease.
import type { TokenRecord } from '@lynk-auth/authority';
import { NO_LIMITS, parseLimits } from '../columns/parse-limits.ts';
import { parseRights } from '../columns/rights.ts';
import { LynkStoreError } from '../errors.ts';

/**
 * The SQL of a token lookup: two reads by primary key, of columns that {@link refreshLookup} maintains. Retired
 * secrets are not found. The join is by number, and also requires the token's organization as a safeguard.
 *
 * Each column costs a third of a join. So `limits` holds everything that few tokens have and is null for all
 * others, and `rights` holds the rights of the role, an empty string for an owner without a role, or null if the
 * owner or the role is gone.
 *
 * @param count The number of digests.
 * @param schema The schema of the tables. SQLite has only `main`.
 */
export const lookupSql = (count: number, schema = 'main'): string => `
  select s.token_id, s.organization_id, s.owner_id, s.token_expires_at, s.limits, h.rights
  from ${schema}.secrets s
  left join ${schema}.holders h on h.number = s.holder_number and h.organization_id = s.organization_id
  where s.digest in (${Array(count).fill('?').join(', ')}) and s.state in ('active', 'pending')
  limit 1`;

/** A row of {@link lookupSql} as an array: an object costs more than the joins. */
export type LookupRow = readonly [
  id: string | null,
  organizationId: string | null,
  ownerId: string | null,
  expiresAt: number | null,
  limits: string | null,
  rights: string | null,
];

/**
 * Converts a row to the record that the authority evaluates.
 *
 * @throws {LynkStoreError} `store_corrupt` when the secret has no token.
 */
export function toTokenRecord(row: LookupRow): TokenRecord {
  const [tokenId, organizationId, userId, expiresAt, limits, rightsJson] = row;
  if (tokenId === null || organizationId === null) throw new LynkStoreError('store_corrupt');
  const rights = rightsJson === null || rightsJson === '' ? null : parseRights(rightsJson);
  const { ceiling, revokedAt, suspendedAt, secretExpiresAt, secretPending } =
    limits === null ? NO_LIMITS : parseLimits(limits);
  return {
    tokenId,
    organizationId,
    // A check constraint ensures that exactly the personal tokens have an owner.
    kind: userId === null ? 'service' : 'personal',
    userId,
    expiresAt,
    revokedAt,
    suspendedAt,
    secretExpiresAt: secretPending ? null : secretExpiresAt,
    secretPending,
    ownerPresent: userId === null || rightsJson !== null,
    rolePermissions: rights?.permissions ?? null,
    ceiling,
    allowedNetworks: rights?.networks ?? null,
  };
}
