import type { NewMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Inserts a member with a role that exists, at a time in epoch milliseconds. */
export async function insertMember(
  db: Kysely<Schema>,
  member: NewMember & { readonly organizationId: string; readonly at: number },
): Promise<void> {
  const { organizationId, userId, name, email, roleId, at } = member;
  await db
    .insertInto('users')
    .values({ id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('members')
    .values((row) => ({
      organization_id: organizationId,
      user_id: userId,
      role_number: row
        .selectFrom('roles')
        .select('number')
        .where('organization_id', '=', organizationId)
        .where('id', '=', roleId),
      created_at: at,
      name,
      email,
    }))
    .execute();
}
