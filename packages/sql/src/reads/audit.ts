import type { AuditEntry, AuditFields, AuditQuery } from '@lynk-auth/authority';
import type { Kysely, Selectable } from 'kysely';
import { parseJson } from '../columns/parse-json.ts';
import type { AuditRow, Schema } from '../schema.ts';

// Queries that return audit entries. A new column also needs a migration and an entry in `schema.ts`.

export async function listAudit(
  db: Kysely<Schema>,
  { organizationId, action, actor, tokenId, userId, roleId, from, to, before, limit }: AuditQuery,
): Promise<readonly AuditEntry[]> {
  let query = db.selectFrom('audit').selectAll().where('organization_id', '=', organizationId);
  if (action !== undefined) query = query.where('action', '=', action);
  if (actor !== undefined) {
    query = query.where('actor_kind', '=', actor.kind);
    query = actor.id === null ? query.where('actor_id', 'is', null) : query.where('actor_id', '=', actor.id);
  }
  if (tokenId !== undefined) query = query.where('token_id', '=', tokenId);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  if (roleId !== undefined) query = query.where('role_id', '=', roleId);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const rows = await query.orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(toAuditEntry);
}

const toAuditEntry = (row: Selectable<AuditRow>): AuditEntry => ({
  sequence: row.sequence,
  organizationId: row.organization_id,
  at: row.at,
  action: row.action as AuditEntry['action'],
  actor: { kind: row.actor_kind, id: row.actor_id },
  origin: { clientIp: row.client_ip, userAgent: row.user_agent },
  tokenId: row.token_id,
  userId: row.user_id,
  roleId: row.role_id,
  before: parseFields(row.old_fields),
  after: parseFields(row.new_fields),
});

const parseFields = (text: string | null): AuditFields | null =>
  text === null ? null : (parseJson(text) as AuditFields);
