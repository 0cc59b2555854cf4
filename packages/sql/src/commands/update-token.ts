import type { UpdateToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { isSame } from './is-same.ts';
import { readToken } from './read-back.ts';

export async function updateToken(
  db: Kysely<Schema>,
  command: UpdateToken,
): Promise<CommandResult<UpdateToken>> {
  const { organizationId, tokenId, at } = command;
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  if (token.revokedAt !== null) return unchanged({ ok: false, reason: 'revoked' });

  const { name = token.name, expiresAt = token.expiresAt, ceiling = token.ceiling } = command;
  const { ceiling: present } = token;
  if (present !== null && ceiling?.some((permission) => !present.includes(permission))) {
    return unchanged({ ok: false, reason: 'exceeds_permissions' });
  }
  const rightsChanged = expiresAt !== token.expiresAt || !isSame(ceiling, present);
  if (!rightsChanged && name === token.name) return unchanged({ ok: true, token });

  await db
    .updateTable('tokens')
    .set({
      name,
      expires_at: expiresAt,
      ceiling: ceiling === null ? null : JSON.stringify(ceiling),
      updated_at: at,
    })
    .where('id', '=', tokenId)
    .execute();
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: {
      tokenId,
      rightsChanged,
    },
  };
}
