import type { NewAuditEntry } from '@lynk-auth/authority';
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
  entry: NewAuditEntry,
  written: WriteSummary,
): Promise<void> {
  const { organizationId, at, actor, origin, before, after } = entry;
  await db
    .insertInto('audit')
    .values({
      ...{ at, organization_id: organizationId, action: entry.action },
      ...{ actor_kind: actor.kind, actor_id: actor.id },
      ...{ client_ip: origin.clientIp, user_agent: origin.userAgent },
      ...{ token_id: entry.tokenId, user_id: entry.userId, role_id: entry.roleId },
      old_fields: before && JSON.stringify(before),
      new_fields: after && JSON.stringify(after),
    })
    .execute();
  if (written.rightsChanged) await addChange(db, entry, written);
}

/** Adds a row to the change log. */
export async function addChange(
  db: Kysely<Schema>,
  { organizationId, at }: Pick<NewAuditEntry, 'organizationId' | 'at'>,
  ids: Omit<WriteSummary, 'rightsChanged'>,
): Promise<void> {
  const { tokenId = null, userId = null, roleId = null } = ids;
  const { value } = await db
    .updateTable('change_counter')
    .set((row) => ({ value: row('value', '+', 1) }))
    .returning('value')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('changes')
    .values({
      ...{ sequence: value, mark: crypto.randomUUID(), at, organization_id: organizationId },
      ...{ token_id: tokenId, user_id: userId, role_id: roleId },
    })
    .execute();
  if (value % PRUNE_EVERY === 0) await pruneChanges(db, at);
}
