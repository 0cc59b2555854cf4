import type { Command } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { WriteSummary } from './command-result.ts';
import { pruneChanges } from './prune-changes.ts';

/** The change log is pruned once per this number of changes. */
const PRUNE_EVERY = 256;

/**
 * Writes a command's audit entry and, where rights changed, its row in the change log.
 *
 * The counter is updated last, just before the commit: it is a lock that all writers share, and it makes the
 * changes visible in the order of their numbers.
 */
export async function recordChange(
  db: Kysely<Schema>,
  command: Command,
  written: WriteSummary,
): Promise<void> {
  const { organizationId, actor, at, type } = command;
  const { tokenId = null, userId = null, roleId = null, detail } = written;
  const ids = { organization_id: organizationId, token_id: tokenId, user_id: userId, at };
  await db
    .insertInto('audit')
    .values({
      ...ids,
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
    .values({ ...ids, role_id: roleId, sequence: value, mark: crypto.randomUUID() })
    .execute();
  if (value % PRUNE_EVERY === 0) await pruneChanges(db, at);
}
