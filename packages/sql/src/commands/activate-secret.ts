import type { ActivateSecret } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { earlierEnd } from './earlier-end.ts';
import { findSecret } from './find-secret.ts';

export async function activateSecret(
  db: Kysely<Schema>,
  { organizationId, tokenId, digest, at }: ActivateSecret,
): Promise<CommandResult<ActivateSecret>> {
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  const secret = await findSecret(db, digest);
  if (secret?.token_id !== tokenId) return unchanged({ ok: false, reason: 'secret_not_found' });
  if (secret.state !== 'pending') return unchanged({ ok: true, token });

  await db.updateTable('secrets').set({ state: 'active' }).where('digest', '=', digest).execute();
  const drainMs = secret.first_use_drain_ms;
  if (drainMs !== null) {
    await db
      .updateTable('secrets')
      .set({ expires_at: earlierEnd(at + drainMs) })
      .where('token_number', '=', secret.token_number)
      .where('digest', '!=', digest)
      .execute();
  }
  return {
    outcome: { ok: true, token },
    // A pending secret is accepted too, so only an end of the older ones changes the rights of the token.
    written: { tokenId, rightsChanged: drainMs !== null },
  };
}
