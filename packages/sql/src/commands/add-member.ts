import type { AddMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findRoleNumber } from './find-row-numbers.ts';
import { readMember } from './read-back.ts';

export async function addMember(db: Kysely<Schema>, command: AddMember): Promise<CommandResult<AddMember>> {
  const { organizationId, userId, name, email, roleId, at } = command;
  if ((await findOrganization(db, organizationId)) === null) {
    return unchanged({ ok: false, reason: 'organization_not_found' });
  }
  const role = await findRoleNumber(db, organizationId, roleId);
  if (role === undefined) return unchanged({ ok: false, reason: 'role_not_found' });

  const user = await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
  const renamed = user !== undefined && (user.name !== name || user.email !== email);
  // One organization must not rename a user for all other organizations.
  if (renamed && (await isMemberAnywhere(db, userId))) return unchanged({ ok: false, reason: 'conflict' });
  const existing = await findMember(db, organizationId, userId);
  if (existing !== null) {
    const same = existing.role.id === roleId;
    return unchanged(same ? { ok: true, member: existing } : { ok: false, reason: 'conflict' });
  }

  if (user === undefined) await db.insertInto('users').values({ id: userId, name, email }).execute();
  else if (renamed) await db.updateTable('users').set({ name, email }).where('id', '=', userId).execute();
  await db
    .insertInto('members')
    .values({ organization_id: organizationId, user_id: userId, role_number: role, created_at: at })
    .execute();
  return {
    outcome: { ok: true, member: await readMember(db, command) },
    written: { userId, rightsChanged: true, detail: { roleId } },
  };
}

async function isMemberAnywhere(db: Kysely<Schema>, userId: string): Promise<boolean> {
  const membership = db.selectFrom('members').select('number').where('user_id', '=', userId).limit(1);
  return (await membership.executeTakeFirst()) !== undefined;
}
