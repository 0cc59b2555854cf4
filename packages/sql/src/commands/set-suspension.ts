import type { ResumeToken, SuspendToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { readToken } from './read-back.ts';

/** The result of both commands. */
type SuspensionResult = Pick<CommandResult<SuspendToken>, keyof CommandResult<SuspendToken>>;

/** Starts or ends the suspension of a token. A suspended token keeps its original time. */
export async function setSuspension(
  db: Kysely<Schema>,
  command: SuspendToken | ResumeToken,
  suspendedAt: number | null,
): Promise<SuspensionResult> {
  const { organizationId, tokenId, at } = command;
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged<SuspendToken>({ ok: false, reason: 'token_not_found' });
  if (token.revokedAt !== null) return unchanged<SuspendToken>({ ok: false, reason: 'revoked' });
  if ((token.suspendedAt === null) === (suspendedAt === null))
    return unchanged<SuspendToken>({ ok: true, token });

  await db
    .updateTable('tokens')
    .set({ suspended_at: suspendedAt, updated_at: at })
    .where('id', '=', tokenId)
    .execute();
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: { tokenId, rightsChanged: true },
  };
}
