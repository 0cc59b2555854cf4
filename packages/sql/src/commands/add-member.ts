import type { AddMember } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { LynkStoreError } from '../errors.ts';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import type { Schema } from '../schema.ts';
import { type Effect, unchanged } from './effect.ts';
import { roleNumber } from './numbers.ts';

export async function addMember(db: Kysely<Schema>, command: AddMember): Promise<Effect<AddMember>> {
  const { organizationId, userId, name, email, roleId, at } = command;
  if ((await findOrganization(db, organizationId)) === null) {
    return unchanged({ ok: false, reason: 'organization_not_found' });
  }
  const role = await roleNumber(db, organizationId, roleId);
  if (role === undefined) return unchanged({ ok: false, reason: 'role_not_found' });

  const user = await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
  // One organization must not rename a user for all the others.
  if (user !== undefined && (user.name !== name || user.email !== email)) {
    return unchanged({ ok: false, reason: 'conflict' });
  }
  const existing = await findMember(db, organizationId, userId);
  if (existing !== null) {
    const same = existing.role.id === roleId;
    return unchanged(same ? { ok: true, member: existing } : { ok: false, reason: 'conflict' });
  }

  if (user === undefined) await db.insertInto('users').values({ id: userId, name, email }).execute();
  await db
    .insertInto('members')
    .values({ organization_id: organizationId, user_id: userId, role_number: role, created_at: at })
    .execute();
  const member = await findMember(db, organizationId, userId);
  if (member === null) throw new LynkStoreError('store_corrupt');
  return {
    outcome: { ok: true, member },
    written: { userId, rightsChanged: true, detail: { roleId } },
  };
}
