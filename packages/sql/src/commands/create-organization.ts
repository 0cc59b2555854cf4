import type { CreateOrganization } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { insertMember } from './insert-member.ts';
import { insertRole } from './insert-role.ts';
import { readOrganization } from './read-back.ts';

export async function createOrganization(
  db: Kysely<Schema>,
  command: CreateOrganization,
): Promise<CommandResult<CreateOrganization>> {
  const { organizationId, name, roles, admin, at } = command;
  const findAdmin = () => findMember(db, organizationId, admin?.userId ?? null);
  const existing = await findOrganization(db, organizationId);
  if (existing !== null) return unchanged({ ok: true, organization: existing, admin: await findAdmin() });
  const ids = new Set(roles.map(({ id }) => id));
  if (ids.size < roles.length) return unchanged({ ok: false, reason: 'conflict' });
  if (admin !== undefined && !ids.has(admin.roleId))
    return unchanged({ ok: false, reason: 'role_not_found' });

  await db
    .insertInto('organizations')
    .values({ id: organizationId, name, created_at: at, updated_at: at })
    .execute();
  for (const role of roles) await insertRole(db, { ...role, organizationId });
  if (admin !== undefined) await insertMember(db, { ...admin, organizationId, at });
  return {
    outcome: { ok: true, organization: await readOrganization(db, command), admin: await findAdmin() },
    // No reader can have cached anything of an organization that did not exist.
    written: {
      ...(admin === undefined ? {} : { userId: admin.userId }),
      rightsChanged: false,
    },
  };
}
