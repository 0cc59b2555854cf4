import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView } from '../../store/views.ts';
import { isId } from '../read-input.ts';

export async function resumeMember(
  settings: Settings,
  access: Access,
  userId: string,
): Promise<Outcome<{ member: MemberView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.changeMembers)) return failWith('forbidden');
  if (!isId(userId)) return failWith('member_not_found');
  const condition = createCondition(settings, access, [rights.changeMembers]);
  const command = { organizationId, actor, at, condition, userId };
  const resumed = await store.apply({ type: 'resume_member', ...command });
  return resumed.ok ? resumed : failWith(resumed.reason);
}
