import type { RoleView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export async function insertRole(
  db: Kysely<Schema>,
  { organizationId, id, name, permissions, system }: RoleView,
): Promise<void> {
  await db
    .insertInto('roles')
    .values({
      ...{ organization_id: organizationId, id, name },
      permissions: JSON.stringify(permissions),
      system: system ? 1 : 0,
    })
    .execute();
}
