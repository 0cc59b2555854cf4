import type { CreateOrganization, RoleView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import { listRoles } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type Effect, unchanged } from './effect.ts';

export async function createOrganization(
  db: Kysely<Schema>,
  command: CreateOrganization,
): Promise<Effect<CreateOrganization>> {
  const { organizationId, name, roles, at } = command;
  const existing = await findOrganization(db, organizationId);
  if (existing !== null) {
    const same = existing.name === name && areSame(await listRoles(db, organizationId), roles);
    return unchanged(same ? { ok: true, organization: existing } : { ok: false, reason: 'conflict' });
  }
  if (new Set(roles.map(({ id }) => id)).size < roles.length) {
    return unchanged({ ok: false, reason: 'conflict' });
  }

  await db
    .insertInto('organizations')
    .values({ id: organizationId, name, created_at: at, updated_at: at })
    .execute();
  for (const role of roles) {
    await db
      .insertInto('roles')
      .values({
        organization_id: organizationId,
        id: role.id,
        name: role.name,
        permissions: JSON.stringify(role.permissions),
        system: role.system ? 1 : 0,
      })
      .execute();
  }
  return {
    outcome: { ok: true, organization: { id: organizationId, name, createdAt: at, updatedAt: at } },
    // Nothing can have asked for anything in an organization that was not there.
    written: { rightsChanged: false, detail: { name, roles: roles.map((role) => role.name) } },
  };
}

function areSame(stored: readonly RoleView[], wanted: CreateOrganization['roles']): boolean {
  const key = ({ id, name, permissions, system }: Omit<RoleView, 'organizationId'>) =>
    JSON.stringify([id, name, permissions, system]);
  return JSON.stringify(stored.map(key)) === JSON.stringify(wanted.map(key));
}
