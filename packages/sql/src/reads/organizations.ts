import {
  changePolicy,
  defaultOrganizationPolicy,
  type OrganizationPolicy,
  type OrganizationView,
} from '@lynk-auth/authority';
import type { Kysely, Selectable } from 'kysely';
import { parseJson } from '../columns/parse-json.ts';
import { parseList } from '../columns/parse-list.ts';
import type { OrganizationRow, Schema } from '../schema.ts';

// Queries that return organizations as views. A new column also needs a migration and an entry in `schema.ts`.

export async function findOrganization(db: Kysely<Schema>, id: string): Promise<OrganizationView | null> {
  const row = await db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toOrganizationView(row);
}

export async function listOrganizations(db: Kysely<Schema>): Promise<readonly OrganizationView[]> {
  const rows = db.selectFrom('organizations').selectAll().orderBy('created_at').orderBy('id');
  return (await rows.execute()).map(toOrganizationView);
}

const toOrganizationView = (row: Selectable<OrganizationRow>): OrganizationView => ({
  id: row.id,
  name: row.name,
  policy: changePolicy(defaultOrganizationPolicy, {
    ...(row.policy === null ? {} : (parseJson(row.policy) as Partial<OrganizationPolicy>)),
    allowedNetworks: row.networks === null ? null : parseList(row.networks),
  }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
