import type { RetireSecrets } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findSecret } from './find-secret.ts';
import { readToken } from './read-back.ts';

export async function retireSecrets(
  db: Kysely<Schema>,
  command: RetireSecrets,
): Promise<CommandResult<RetireSecrets>> {
  const { organizationId, tokenId, digest, at } = command;
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  if (token.revokedAt !== null) return unchanged({ ok: false, reason: 'revoked' });
  const kept = await findSecret(db, digest);
  if (kept?.token_id !== tokenId) return unchanged({ ok: false, reason: 'secret_not_found' });
  if (kept.expires_at !== null) return unchanged({ ok: false, reason: 'outdated' });

  const { numUpdatedRows } = await db
    .updateTable('secrets')
    .set({ expires_at: at })
    .where('token_number', '=', kept.token_number)
    .where('digest', '!=', digest)
    .where('expires_at', '>', at)
    .executeTakeFirstOrThrow();
  if (Number(numUpdatedRows) === 0) return unchanged({ ok: true, token });
  await db.updateTable('tokens').set({ updated_at: at }).where('id', '=', tokenId).execute();
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: { tokenId, rightsChanged: true },
  };
}
