import type { RoleView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { listRoles } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';

/** Returns whether another role of the organization has this name, in Unicode's normalization form C. */
export async function isRoleNameTaken(
  db: Kysely<Schema>,
  { organizationId, id, name }: Pick<RoleView, 'organizationId' | 'id' | 'name'>,
): Promise<boolean> {
  const roles = await listRoles(db, organizationId);
  return roles.some((role) => role.id !== id && role.name.normalize() === name.normalize());
}
