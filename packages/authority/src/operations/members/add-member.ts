import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { MemberView } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';

/** A new member. */
export interface MemberInput {
  /**
   * The user's id in the host.
   * @default a new UUID
   */
  readonly userId?: string | undefined;
  /** For display. */
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly roleId: string;
}

export async function addMember(
  settings: Settings,
  access: Access,
  input: MemberInput,
): Promise<Outcome<{ member: MemberView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.addMembers)) return failWith('forbidden');
  const read = readInput(inputSchemas().member, input, settings);
  if (!read.ok) return read;
  const { userId = crypto.randomUUID(), name = null, email = null, roleId } = read.value;
  const condition = createCondition(settings, access, [rights.addMembers]);
  const added = await store.apply({
    type: 'add_member',
    ...{ organizationId, actor, at, condition },
    ...{ userId, name, email, roleId },
  });
  return added.ok ? added : failWith(added.reason);
}
