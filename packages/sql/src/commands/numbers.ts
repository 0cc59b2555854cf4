import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** The number of a role of this organization; `undefined` where there is none. */
export async function roleNumber(
  db: Kysely<Schema>,
  organizationId: string,
  id: string | null,
): Promise<number | undefined> {
  const query = db.selectFrom('roles').select('number').where('organization_id', '=', organizationId);
  return (await query.where('id', '=', id).executeTakeFirst())?.number;
}

/** The number of a user's membership in this organization; `undefined` where there is none. */
export async function memberNumber(
  db: Kysely<Schema>,
  organizationId: string,
  userId: string | null,
): Promise<number | undefined> {
  const query = db.selectFrom('members').select('number').where('organization_id', '=', organizationId);
  return (await query.where('user_id', '=', userId).executeTakeFirst())?.number;
}
