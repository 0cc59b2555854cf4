// What a verifier reads: the lookup of a digest, the change log and the lease.
import type { TokenRecord } from '@lynk-auth/authority';
import { parseList } from '../columns/parse-list.ts';
import { LynkStoreError } from '../errors.ts';
import { assertVersion } from '../migrations/assert-version.ts';

/** What is true or false, in one column, because a column costs more than a join. `null` if no secret was found. */
const FLAGS_SQL = `case s.state when 'pending' then 1 when 'active' then 0 end + case when m.number is null then 0 else 2 end`;
const PENDING = 1;
const OWNER_PRESENT = 2;

/**
 * The SQL of a token lookup: one read by primary key of each table. It returns one row, with the version of the tables,
 * also if no secret is found, because a miss depends on the version too. Retired secrets are not found. The joins are by
 * number, and also require the token's organization as a safeguard. A personal token has the role of its owner's
 * membership, a service token its own.
 *
 * @param count The number of digests.
 * @param tables What precedes the names of the tables: the schema on Postgres, a prefix on SQLite.
 */
export const lookupSql = (count: number, tables: string): string => `
  select v.version, ${FLAGS_SQL}, t.id, o.id, t.owner_id, m.suspended_at, t.expires_at, t.revoked_at, t.suspended_at, s.expires_at,
    t.ceiling, r.permissions, o.networks
  from ${tables}schema_version v
  left join ${tables}secrets s
    on s.digest in (${Array(count).fill('?').join(', ')}) and s.state in ('active', 'pending')
  left join ${tables}tokens t on t.number = s.token_number
  left join ${tables}organizations o on o.id = t.organization_id
  left join ${tables}members m on m.number = t.member_number and m.organization_id = t.organization_id
  left join ${tables}roles r
    on r.number = coalesce(t.role_number, m.role_number) and r.organization_id = t.organization_id
  limit 1`;

/** A row of {@link lookupSql} as an array, which is cheaper than an object. */
export type LookupRow = readonly [
  version: number,
  flags: number | null,
  tokenId: string | null,
  organizationId: string | null,
  ownerId: string | null,
  ownerSuspendedAt: number | null,
  expiresAt: number | null,
  revokedAt: number | null,
  suspendedAt: number | null,
  secretExpiresAt: number | null,
  ceiling: string | null,
  permissions: string | null,
  networks: string | null,
];

/**
 * Converts the row of {@link lookupSql} to the record that the authority evaluates.
 *
 * @returns The record; `null` if no secret was found.
 * @throws {LynkStoreError} `store_newer` or `store_older`; `store_corrupt` when the secret has no token or the token no organization.
 */
export function toTokenRecord(row: LookupRow | undefined): TokenRecord | null {
  if (row === undefined) throw new LynkStoreError('store_corrupt');
  const [
    version,
    flags,
    tokenId,
    organizationId,
    userId,
    ownerSuspendedAt,
    expiresAt,
    revokedAt,
    suspendedAt,
    secretExpiresAt,
    ceiling,
    permissions,
    networks,
  ] = row;
  assertVersion(version);
  if (flags === null) return null;
  if (tokenId === null || organizationId === null) throw new LynkStoreError('store_corrupt');
  return {
    tokenId,
    organizationId,
    // A check constraint ensures that exactly the personal tokens have an owner.
    kind: userId === null ? 'service' : 'personal',
    userId,
    expiresAt,
    revokedAt,
    suspendedAt,
    secretExpiresAt,
    secretPending: (flags & PENDING) !== 0,
    ownerPresent: userId === null || (flags & OWNER_PRESENT) !== 0,
    ownerSuspendedAt,
    rolePermissions: parseLimit(permissions),
    ceiling: parseLimit(ceiling),
    allowedNetworks: parseLimit(networks),
  };
}

/** A limit that is `null` does not apply. */
const parseLimit = (list: string | null) => (list === null ? null : parseList(list));
