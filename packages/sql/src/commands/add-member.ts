import type { AddMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import { findRole } from '../reads/roles.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { insertMember } from './insert-member.ts';
import { readMember } from './read-back.ts';

export async function addMember(db: Kysely<Schema>, command: AddMember): Promise<CommandResult<AddMember>> {
  const { organizationId, userId, name, email, roleId } = command;
  if ((await findOrganization(db, organizationId)) === null) {
    return unchanged({ ok: false, reason: 'organization_not_found' });
  }
  if ((await findRole(db, organizationId, roleId)) === null)
    return unchanged({ ok: false, reason: 'role_not_found' });
  const existing = await findMember(db, organizationId, userId);
  if (existing !== null) {
    const same = existing.role.id === roleId && existing.name === name && existing.email === email;
    return unchanged(same ? { ok: true, member: existing } : { ok: false, reason: 'conflict' });
  }

  await insertMember(db, command);
  return {
    outcome: { ok: true, member: await readMember(db, command) },
    written: { userId, rightsChanged: true },
  };
}
