import type { RotateToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { earlierEnd } from './earlier-end.ts';
import { findSecret } from './find-secret.ts';
import { readToken } from './read-back.ts';

export async function rotateToken(
  db: Kysely<Schema>,
  command: RotateToken,
): Promise<CommandResult<RotateToken>> {
  const { organizationId, tokenId, digest, mask, overlapUntil, drainUntil, at } = command;
  const firstUseDrainMs = command.firstUseDrainMs ?? null;
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  if (token.revokedAt !== null) return unchanged({ ok: false, reason: 'revoked' });
  const secret = await findSecret(db, digest);
  if (secret !== undefined) {
    const same = secret.token_id === tokenId;
    return unchanged(same ? { ok: true, token } : { ok: false, reason: 'conflict' });
  }

  const { expiresAt = token.expiresAt } = command;
  const { number } = await db
    .updateTable('tokens')
    .set({ expires_at: expiresAt, updated_at: at })
    .where('id', '=', tokenId)
    .returning('number')
    .executeTakeFirstOrThrow();
  await forgetEnded(db, command, number);
  // No secret outlives the expiry that the token had.
  const endOf = (time: number) => earlierEnd(Math.min(time, token.expiresAt ?? time));
  // A secret that already ends keeps an earlier end. The pending secret is updated second, since it becomes active.
  await db
    .updateTable('secrets')
    .set({ expires_at: endOf(overlapUntil) })
    .where('token_number', '=', number)
    .where('state', '=', 'active')
    .execute();
  await db
    .updateTable('secrets')
    .set({ expires_at: endOf(drainUntil), state: 'active' })
    .where('token_number', '=', number)
    .where('state', '=', 'pending')
    .execute();
  await db
    .insertInto('secrets')
    .values({
      digest,
      token_number: number,
      mask,
      state: 'pending',
      created_at: at,
      first_use_drain_ms: firstUseDrainMs,
    })
    .execute();
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: { tokenId, rightsChanged: true },
  };
}

async function forgetEnded(
  db: Kysely<Schema>,
  { forgetEndedBefore }: RotateToken,
  tokenNumber: number,
): Promise<void> {
  if (forgetEndedBefore === undefined) return;
  await db
    .deleteFrom('secrets')
    .where('token_number', '=', tokenNumber)
    .where('expires_at', '<', forgetEndedBefore)
    .execute();
}
