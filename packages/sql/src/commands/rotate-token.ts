import type { RotateToken } from '@lynk-auth/authority';
import { type Kysely, sql } from 'kysely';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findSecret } from './find-secret.ts';
import { readToken } from './read-back.ts';

export async function rotateToken(
  db: Kysely<Schema>,
  command: RotateToken,
): Promise<CommandResult<RotateToken>> {
  const { organizationId, tokenId, digest, mask, overlapUntil, drainUntil, at } = command;
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) return unchanged({ ok: false, reason: 'token_not_found' });
  if (token.revokedAt !== null) return unchanged({ ok: false, reason: 'revoked' });
  const secret = await findSecret(db, digest);
  if (secret !== undefined) {
    const same = secret.token_id === tokenId;
    return unchanged(same ? { ok: true, token } : { ok: false, reason: 'conflict' });
  }

  const { number } = await db
    .updateTable('tokens')
    .set({ updated_at: at })
    .where('id', '=', tokenId)
    .returning('number')
    .executeTakeFirstOrThrow();
  // A secret that already ends keeps an earlier end. The pending secret is updated second, since it becomes active.
  await db
    .updateTable('secrets')
    .set({ expires_at: earlierEnd(overlapUntil) })
    .where('token_number', '=', number)
    .where('state', '=', 'active')
    .execute();
  await db
    .updateTable('secrets')
    .set({ expires_at: earlierEnd(drainUntil), state: 'active' })
    .where('token_number', '=', number)
    .where('state', '=', 'pending')
    .execute();
  await db
    .insertInto('secrets')
    .values({ digest, token_number: number, mask, state: 'pending', created_at: at })
    .execute();
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: { tokenId, rightsChanged: true, detail: { mask, overlapUntil, drainUntil } },
  };
}

/** The current end of a secret, or `end` if it has none or a later one. */
const earlierEnd = (end: number) =>
  sql<number>`case when expires_at < ${end} then expires_at else ${end} end`;
