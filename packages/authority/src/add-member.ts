import type { Access } from './access.ts';
import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import type { Settings } from './read-options.ts';
import type { MemberView } from './views.ts';

/** Who becomes a member. */
export interface MemberInput {
  readonly name: string;
  readonly email: string;
  readonly roleId: string;
  /**
   * The user's id, where the host has users of its own.
   * @default a new UUID
   */
  readonly userId?: string | undefined;
}

export async function addMember(
  { store }: Settings,
  { organizationId, ref: actor, at }: Access,
  input: MemberInput,
): Promise<Outcome<{ member: MemberView }>> {
  if (actor.kind !== 'system') return refuse('not_allowed');
  const read = readInput(inputs.member, input);
  if (!read.ok) return read;
  const { userId = crypto.randomUUID(), ...details } = read.value;
  const added = await store.apply({ type: 'add_member', organizationId, actor, at, userId, ...details });
  return added.ok ? added : refuse(added.reason);
}
