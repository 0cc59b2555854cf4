import type { SecretUsage, StoredSecret } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { toBytes } from '../columns/to-bytes.ts';
import type { Schema } from '../schema.ts';

/** The secrets of a token, oldest first, with their uses. */
export async function listSecrets(
  db: Kysely<Schema>,
  organizationId: string,
  tokenId: string,
): Promise<readonly StoredSecret[]> {
  const rows = await db
    .selectFrom('secrets')
    .innerJoin('tokens', 'tokens.number', 'secrets.token_number')
    .leftJoin('secret_uses', 'secret_uses.digest', 'secrets.digest')
    .select(['secrets.digest', 'mask', 'state', 'secrets.created_at', 'secrets.expires_at'])
    .select(['first_used_at', 'last_used_at', 'calls', 'calls_since', 'user_agent'])
    .where('organization_id', '=', organizationId)
    .where('tokens.id', '=', tokenId)
    .where('deleted_at', 'is', null)
    .orderBy('secrets.created_at')
    // Of two secrets of the same millisecond, the newer one has no end, or a later one.
    .orderBy((row) => row.case().when('secrets.expires_at', 'is', null).then(1).else(0).end())
    .orderBy('secrets.expires_at')
    .execute();
  if (rows.length === 0) return [];
  const digests = rows.map(({ digest }) => toBytes(digest));
  const days = await db
    .selectFrom('use_days')
    .selectAll()
    .where('digest', 'in', digests)
    .orderBy('day')
    .execute();
  const addresses = await db
    .selectFrom('use_addresses')
    .selectAll()
    .where('digest', 'in', digests)
    .orderBy('last_used_at', 'desc')
    .orderBy('address')
    .execute();

  const since = Math.max(...rows.map(({ created_at }) => created_at));
  const usageOf = (row: (typeof rows)[number]): SecretUsage | null => {
    const { first_used_at: firstUsedAt, last_used_at: lastUsedAt } = row;
    if (firstUsedAt === null || lastUsedAt === null) return null;
    const isIts = ({ digest }: { readonly digest: Uint8Array }) => isEqual(digest, row.digest);
    return {
      firstUsedAt,
      lastUsedAt,
      calls: row.calls_since === since ? (row.calls ?? 0) : 0,
      userAgent: row.user_agent,
      days: days.filter(isIts).map(({ day, calls }) => ({ day, calls })),
      addresses: addresses
        .filter(isIts)
        .map(({ address, last_used_at }) => ({ address, lastUsedAt: last_used_at })),
    };
  };
  return rows.map((row) => ({
    digest: toBytes(row.digest),
    mask: row.mask,
    pending: row.state === 'pending',
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usage: usageOf(row),
  }));
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  const [bytes, others] = [toBytes(one), toBytes(other)];
  return bytes.every((byte, index) => byte === others[index]);
}
