import type { DeleteToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';

/** Deletes a token. Its row stays, without a name, and so do its digests: neither its id nor a digest is used again. */
export async function deleteToken(
  db: Kysely<Schema>,
  command: DeleteToken,
): Promise<CommandResult<DeleteToken>> {
  const { organizationId, tokenId, at, managedBy, kind } = command;
  const token = await db
    .selectFrom('tokens')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', tokenId)
    .executeTakeFirst();
  const isManaged =
    managedBy === undefined ||
    (token?.managed_by_kind === managedBy.kind && token.managed_by_id === managedBy.id);
  if (token === undefined || !isManaged || (kind !== undefined && token.kind !== kind)) {
    return unchanged({ ok: false, reason: 'token_not_found' });
  }
  if (token.deleted_at !== null) return unchanged({ ok: true });
  const isDead = token.revoked_at !== null || (token.expires_at !== null && token.expires_at <= at);
  if (!isDead) return unchanged({ ok: false, reason: 'still_active' });

  // Revoked, so that no later version of the lookup accepts it either.
  await db
    .updateTable('tokens')
    .set({ name: '', deleted_at: at, revoked_at: token.revoked_at ?? at, updated_at: at })
    .where('number', '=', token.number)
    .execute();
  await db
    .updateTable('secrets')
    .set({ state: 'retired', mask: '' })
    .where('token_number', '=', token.number)
    .execute();
  await db.deleteFrom('refusals').where('token_number', '=', token.number).execute();
  return { outcome: { ok: true }, written: { tokenId, rightsChanged: true } };
}
