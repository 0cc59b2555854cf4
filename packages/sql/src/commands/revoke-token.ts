import type { RevokeToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { readToken } from './read-back.ts';

export async function revokeToken(
  db: Kysely<Schema>,
  command: RevokeToken,
): Promise<CommandResult<RevokeToken>> {
  const { organizationId, tokenId, at } = command;
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  if (token.revokedAt !== null) return unchanged({ ok: true, token });

  await db.updateTable('tokens').set({ revoked_at: at, updated_at: at }).where('id', '=', tokenId).execute();
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: { tokenId, rightsChanged: true },
  };
}
