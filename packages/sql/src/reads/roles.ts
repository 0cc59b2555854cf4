import type { RoleView } from '@lynk-auth/authority';
import type { Kysely, Selectable } from 'kysely';
import { parseList } from '../columns/parse-list.ts';
import type { RoleRow, Schema } from '../schema.ts';

// Queries that return roles as views. A new column also needs a migration and an entry in `schema.ts`.

export async function findRole(
  db: Kysely<Schema>,
  organizationId: string,
  id: string | null,
): Promise<RoleView | null> {
  const row = await select(db, organizationId).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRoleView(row);
}

export async function listRoles(db: Kysely<Schema>, organizationId: string): Promise<readonly RoleView[]> {
  return (await select(db, organizationId).orderBy('number').execute()).map(toRoleView);
}

export function toRoleView(row: Omit<Selectable<RoleRow>, 'number'>): RoleView {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    permissions: parseList(row.permissions),
    system: row.system === 1,
  };
}

const select = (db: Kysely<Schema>, organizationId: string) =>
  db.selectFrom('roles').selectAll().where('organization_id', '=', organizationId);
