import type { Command } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Written } from './effect.ts';
import { prune } from './prune.ts';

/** Every so many changes, the old ones go: often enough, and not the work of every command. */
const PRUNE_EVERY = 256;

/**
 * Writes a command's audit entry and, where rights changed, its row in the change log.
 *
 * The counter comes last, just before the commit: it is a lock that all writers share, and it makes
 * the numbers become visible in their order.
 */
export async function record(db: Kysely<Schema>, command: Command, written: Written): Promise<void> {
  const { organizationId, actor, at, type } = command;
  const { tokenId = null, userId = null, roleId = null, detail } = written;
  const about = { organization_id: organizationId, token_id: tokenId, user_id: userId, at };
  await db
    .insertInto('audit')
    .values({
      ...about,
      actor_kind: actor.kind,
      actor_id: actor.id,
      action: type,
      detail: detail === undefined ? null : JSON.stringify(detail),
    })
    .execute();
  if (!written.rightsChanged) return;
  const { value } = await db
    .updateTable('change_counter')
    .set((row) => ({ value: row('value', '+', 1) }))
    .returning('value')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('changes')
    .values({ ...about, role_id: roleId, sequence: value })
    .execute();
  if (value % PRUNE_EVERY === 0) await prune(db, at);
}
