import type { MemberView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { toRoleView } from './roles.ts';

// Queries that return members as views. A new column also needs a migration and an entry in `schema.ts`.

export async function findMember(
  db: Kysely<Schema>,
  organizationId: string,
  userId: string | null,
): Promise<MemberView | null> {
  const row = await select(db, organizationId).where('members.user_id', '=', userId).executeTakeFirst();
  return row === undefined ? null : toMemberView(row);
}

export async function listMembers(
  db: Kysely<Schema>,
  organizationId: string,
): Promise<readonly MemberView[]> {
  const rows = await select(db, organizationId)
    .orderBy('members.created_at')
    .orderBy('members.number')
    .execute();
  return rows.map(toMemberView);
}

const select = (db: Kysely<Schema>, organizationId: string) =>
  db
    .selectFrom('members')
    .innerJoin('roles', 'roles.number', 'members.role_number')
    .where('members.organization_id', '=', organizationId)
    .selectAll('roles')
    .select([
      'members.user_id',
      'members.created_at',
      'members.name as user_name',
      'members.email as user_email',
      'members.suspended_at',
    ]);

function toMemberView(
  row: Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>,
): MemberView {
  return {
    organizationId: row.organization_id,
    userId: row.user_id,
    name: row.user_name,
    email: row.user_email,
    role: toRoleView(row),
    createdAt: row.created_at,
    suspendedAt: row.suspended_at,
  };
}
