import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView } from '../../store/views.ts';
import { isId } from '../read-input.ts';
import { applyRemoval } from '../wait-options.ts';
import type { MemberRequest } from './member-request.ts';

export async function removeMember(
  settings: Settings,
  access: Access,
  { userId, wait }: MemberRequest,
): Promise<Outcome<{ member: MemberView }>> {
  const { store, rights, systemRoles } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.removeMembers)) return failWith('forbidden');
  const member = isId(userId) ? await store.getMember(organizationId, userId) : null;
  if (member === null) return failWith('member_not_found');
  const command = {
    type: 'remove_member',
    ...{ organizationId, actor, at, userId },
    condition: createCondition(settings, access, [rights.removeMembers]),
    administratorRoleName: systemRoles[0].name,
  } as const;
  const removed = await applyRemoval(store, command, wait);
  return removed.ok ? { ok: true, member } : failWith(removed.reason);
}
