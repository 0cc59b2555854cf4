import { type Access, hasPermission } from '../access/access.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import type { MemberView } from '../store/views.ts';

export async function listMembers(
  { store }: Settings,
  access: Access,
): Promise<Outcome<{ members: readonly MemberView[] }>> {
  if (!hasPermission(access, 'view_users')) return failWith('forbidden');
  return { ok: true, members: await store.listMembers(access.organizationId) };
}
