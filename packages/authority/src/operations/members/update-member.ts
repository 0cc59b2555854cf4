import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView } from '../../store/views.ts';
import { inputSchemas, isId, readInput } from '../read-input.ts';
import { applyRemoval, readWait, type WaitOptions } from '../wait-options.ts';

/** The fields of a member to change. An absent field stays as it is. */
export interface MemberUpdate {
  readonly roleId?: string | undefined;
  /** For display; `null` for none. */
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
}

interface UpdateRequest {
  readonly userId: string;
  readonly update: MemberUpdate;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export const createMemberUpdate = (
  userId: string,
  update: MemberUpdate,
  options?: WaitOptions,
): UpdateRequest => ({ userId, update, wait: readWait('updateMember', options) });

export async function updateMember(
  settings: Settings,
  access: Access,
  { userId, update, wait }: UpdateRequest,
): Promise<Outcome<{ member: MemberView }>> {
  const { store, rights, systemRoles } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.changeMembers)) return failWith('forbidden');
  const read = readInput(inputSchemas().memberUpdate, update, settings);
  if (!read.ok) return read;
  const { roleId, name, email } = read.value;
  if (roleId === undefined && name === undefined && email === undefined) {
    return failWith('no_member_change');
  }
  if (!isId(userId)) return failWith('member_not_found');
  const command = {
    type: 'update_member',
    ...{ organizationId, actor, at, userId, roleId, name, email },
    condition: createCondition(settings, access, [rights.changeMembers]),
    administratorRoleName: systemRoles[0].name,
  } as const;
  const updated = await applyRemoval(store, command, wait && roleId !== undefined);
  return updated.ok ? updated : failWith(updated.reason);
}
