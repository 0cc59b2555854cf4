import type { Change } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The row of a number in the change log, and the later rows of an organization, in the transaction of a command. */
export async function listChanges(
  db: Kysely<Schema>,
  organizationId: string,
  from: number,
): Promise<readonly Change[]> {
  const rows = await db
    .selectFrom('changes')
    .select(['sequence', 'mark', 'organization_id', 'token_id', 'user_id', 'role_id'])
    .where('sequence', '>=', from)
    .where((row) => row.or([row('organization_id', '=', organizationId), row('sequence', '=', from)]))
    .orderBy('sequence')
    .execute();
  return rows.map((row) => ({
    sequence: row.sequence,
    mark: row.mark,
    organizationId: row.organization_id || null,
    tokenId: row.token_id,
    userId: row.user_id,
    roleId: row.role_id,
  }));
}
