import type { ResumeToken, SuspendToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type Effect, unchanged } from './effect.ts';
import { readToken } from './read-back.ts';

/** What both commands come to. */
type Suspension = Pick<Effect<SuspendToken>, keyof Effect<SuspendToken>>;

/** Begins or ends a token's suspension; one that has begun keeps its time. */
export async function setSuspension(
  db: Kysely<Schema>,
  command: SuspendToken | ResumeToken,
  suspendedAt: number | null,
): Promise<Suspension> {
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
