import type { StoredSecret } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The secrets of a token, oldest first. */
export async function listSecrets(
  db: Kysely<Schema>,
  organizationId: string,
  tokenId: string,
): Promise<readonly StoredSecret[]> {
  const rows = await db
    .selectFrom('secrets')
    .innerJoin('tokens', 'tokens.number', 'secrets.token_number')
    .select(['digest', 'mask', 'state', 'secrets.created_at', 'secrets.expires_at'])
    .where('organization_id', '=', organizationId)
    .where('tokens.id', '=', tokenId)
    .orderBy('secrets.created_at')
    .execute();
  return rows.map(({ digest, mask, state, created_at, expires_at }) => ({
    digest: new Uint8Array(digest),
    mask,
    pending: state === 'pending',
    createdAt: created_at,
    expiresAt: expires_at,
  }));
}
