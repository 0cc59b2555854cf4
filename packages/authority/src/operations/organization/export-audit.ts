import { type Access, hasPermission } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { type AuditFilter, listAudit } from './list-audit.ts';

const PAGE = 500;

export async function exportAudit(
  settings: Settings,
  access: Access,
  filter: Omit<AuditFilter, 'limit' | 'cursor'> = {},
): Promise<Outcome<{ lines: AsyncIterable<string> }>> {
  if (!hasPermission(access, settings.rights.viewAudit)) return failWith('forbidden');
  const first = await listAudit(settings, access, { ...filter, limit: 1 });
  if (!first.ok) return first;
  return { ok: true, lines: readLines(settings, access, filter) };
}

async function* readLines(settings: Settings, access: Access, filter: AuditFilter): AsyncIterable<string> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listAudit(settings, access, { ...filter, limit: PAGE, ...(cursor && { cursor }) });
    // The filter was accepted for the first entry, and the access is that of the call.
    if (!page.ok) throw new Error(page.message);
    for (const entry of page.entries) yield `${JSON.stringify(entry)}\n`;
    cursor = page.nextCursor;
  }
}
