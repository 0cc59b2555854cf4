import type { SuspendMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/**
 * Returns whether the user is the only active member with the administrators' role. The lock of the organization keeps
 * the result true until the commit.
 */
export async function isLastAdministrator(
  db: Kysely<Schema>,
  { organizationId, userId, administratorRoleName }: Omit<SuspendMember, 'type'>,
): Promise<boolean> {
  const administrators = await db
    .selectFrom('members')
    .innerJoin('roles', 'roles.number', 'members.role_number')
    .where('members.organization_id', '=', organizationId)
    .where('members.suspended_at', 'is', null)
    .where('roles.system', '=', 1)
    .where('roles.name', '=', administratorRoleName)
    .select('members.user_id')
    .limit(2)
    .execute();
  return administrators.length === 1 && administrators[0]?.user_id === userId;
}
