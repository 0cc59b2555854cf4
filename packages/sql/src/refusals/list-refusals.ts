import type { Refusals } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The rejections of a token by their reason, latest first. */
export async function listRefusals(
  db: Kysely<Schema>,
  organizationId: string,
  tokenId: string,
): Promise<readonly Refusals[]> {
  const rows = await db
    .selectFrom('refusals')
    .innerJoin('tokens', 'tokens.number', 'refusals.token_number')
    .select(['reason', 'count', 'first_at', 'last_at', 'client_ip', 'user_agent'])
    .where('organization_id', '=', organizationId)
    .where('tokens.id', '=', tokenId)
    .where('deleted_at', 'is', null)
    .orderBy('last_at', 'desc')
    .orderBy('reason')
    .execute();
  return rows.map(({ reason, count, first_at, last_at, client_ip, user_agent }) => ({
    ...{ reason, count, firstAt: first_at, lastAt: last_at },
    ...{ clientIp: client_ip, userAgent: user_agent },
  }));
}
