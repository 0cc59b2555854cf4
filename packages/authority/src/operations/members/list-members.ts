import { type Access, hasPermission } from '../../access/access.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView } from '../../store/views.ts';

export async function listMembers(
  { store, rights }: Settings,
  access: Access,
): Promise<Outcome<{ members: readonly MemberView[] }>> {
  if (!hasPermission(access, rights.viewMembers)) return failWith('forbidden');
  return { ok: true, members: await store.listMembers(access.organizationId) };
}
