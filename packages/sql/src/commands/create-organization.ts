import type { CreateOrganization, RoleView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import { listRoles } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isSame } from './is-same.ts';
import { readOrganization } from './read-back.ts';

export async function createOrganization(
  db: Kysely<Schema>,
  command: CreateOrganization,
): Promise<CommandResult<CreateOrganization>> {
  const { organizationId, name, roles, at } = command;
  const existing = await findOrganization(db, organizationId);
  if (existing !== null) {
    const same =
      existing.name === name &&
      isSame((await listRoles(db, organizationId)).map(contentOf), roles.map(contentOf));
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
    outcome: { ok: true, organization: await readOrganization(db, command) },
    // No reader can have cached anything of an organization that did not exist.
    written: { rightsChanged: false, detail: { name, roles: roles.map((role) => role.name) } },
  };
}

const contentOf = ({ id, name, permissions, system }: Omit<RoleView, 'organizationId'>) => [
  id,
  name,
  permissions,
  system,
];
