import { type Access, hasPermission } from '../../access/access.ts';
import type { AuditEntry, AuditQuery } from '../../audit/audit-entry.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { inputSchemas, readInput } from '../read-input.ts';

/** Which entries of the audit log to list: those that match all of it. */
export interface AuditFilter extends Omit<AuditQuery, 'organizationId' | 'before' | 'limit'> {
  /**
   * How many entries a page has at most, 1 to 500.
   * @default 100
   */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** A page of the audit log, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** For the next page; `null` on the last one. */
  readonly nextCursor: string | null;
}

export async function listAudit(
  settings: Settings,
  access: Access,
  filter: AuditFilter = {},
): Promise<Outcome<AuditPage>> {
  const { store, rights } = settings;
  if (!hasPermission(access, rights.viewAudit)) return failWith('forbidden');
  const read = readInput(inputSchemas().auditFilter, filter, settings);
  if (!read.ok) return read;
  const { cursor, limit = 100, ...query } = read.value;
  const before = cursor === undefined ? undefined : Number(cursor);
  const { organizationId } = access;
  const found = await store.listAudit({ ...query, organizationId, before, limit: limit + 1 } as AuditQuery);
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  const more = found.length > limit && last !== undefined;
  return { ok: true, entries, nextCursor: more ? String(last.sequence) : null };
}
