import type { ActivateSecret } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findSecret } from './find-secret.ts';

export async function activateSecret(
  db: Kysely<Schema>,
  { organizationId, tokenId, digest }: ActivateSecret,
): Promise<CommandResult<ActivateSecret>> {
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  const secret = await findSecret(db, digest);
  if (secret?.token_id !== tokenId) return unchanged({ ok: false, reason: 'secret_not_found' });
  if (secret.state !== 'pending') return unchanged({ ok: true, token });

  await db.updateTable('secrets').set({ state: 'active' }).where('digest', '=', digest).execute();
  return {
    outcome: { ok: true, token },
    // A pending secret is accepted too, so the rights of the token stay the same.
    written: { tokenId, rightsChanged: false, detail: { mask: secret.mask } },
  };
}
