import type { OrganizationView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

export async function findOrganization(db: Kysely<Schema>, id: string): Promise<OrganizationView | null> {
  return (await select(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

export function listOrganizations(db: Kysely<Schema>): Promise<readonly OrganizationView[]> {
  return select(db).orderBy('created_at').orderBy('id').execute();
}

const select = (db: Kysely<Schema>) =>
  db.selectFrom('organizations').select(['id', 'name', 'created_at as createdAt', 'updated_at as updatedAt']);
