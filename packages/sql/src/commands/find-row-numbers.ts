import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Finds the row number of a role of this organization; `undefined` if it does not exist. */
export async function findRoleNumber(
  db: Kysely<Schema>,
  organizationId: string,
  id: string | null,
): Promise<number | undefined> {
  const query = db.selectFrom('roles').select('number').where('organization_id', '=', organizationId);
  return (await query.where('id', '=', id).executeTakeFirst())?.number;
}

/** Finds the row number of a user's membership in this organization; `undefined` if the user is not a member. */
export async function findMemberNumber(
  db: Kysely<Schema>,
  organizationId: string,
  userId: string | null,
): Promise<number | undefined> {
  const query = db.selectFrom('members').select('number').where('organization_id', '=', organizationId);
  return (await query.where('user_id', '=', userId).executeTakeFirst())?.number;
}
