import type { ApplyOutcome, ResumeMember, SuspendMember } from '../store/command.ts';
import type { MemberView } from '../store/views.ts';
import { failed, type Handlers } from './handlers.ts';
import {
  findMember,
  findRole,
  isSame,
  localKey,
  logChange,
  type MemoryState,
  membersOf,
} from './memory-state.ts';

/** The commands on the members of an organization. */
export const memberHandlers: Handlers<
  'update_member' | 'suspend_member' | 'resume_member' | 'remove_member'
> = {
  update_member(state, command) {
    const { organizationId, userId } = command;
    const member = findMember(state, organizationId, userId);
    if (member === undefined) return failed('member_not_found');
    const { roleId = member.role.id, name = member.name, email = member.email } = command;
    const role = findRole(state, organizationId, roleId);
    if (role === undefined) return failed('role_not_found');
    const changed = { ...member, role, name, email };
    if (isSame(changed, member)) return { ok: true, member };
    if (roleId !== member.role.id && isLastAdministrator(state, command)) {
      return failed('last_administrator');
    }
    return { ok: true, member: replace(state, changed) };
  },

  suspend_member(state, command) {
    if (isLastAdministrator(state, command)) return failed('last_administrator');
    return setSuspension(state, command, command.at);
  },

  resume_member: (state, command) => setSuspension(state, command, null),

  remove_member(state, command) {
    const { organizationId, userId, at } = command;
    if (isLastAdministrator(state, command)) return failed('last_administrator');
    const key = localKey(organizationId, userId);
    if (!state.members.has(key)) return { ok: true };
    state.members.delete(key);
    for (const [id, token] of state.tokens) {
      const owned = token.organizationId === organizationId && token.ownerId === userId;
      if (owned && token.revokedAt === null) {
        state.tokens.set(id, { ...token, revokedAt: at, updatedAt: at });
      }
    }
    logChange(state, { organizationId, userId });
    return { ok: true };
  },
};

/** Whether the user is the only active member with the administrators' role. */
function isLastAdministrator(
  state: MemoryState,
  { organizationId, userId, administratorRoleName }: Omit<SuspendMember, 'type'>,
): boolean {
  const administrators = membersOf(state, organizationId).filter(
    ({ role, suspendedAt }) => role.system && role.name === administratorRoleName && suspendedAt === null,
  );
  return administrators.length === 1 && administrators[0]?.userId === userId;
}

/** Suspends or resumes a member. A member who is already suspended keeps the time of suspension. */
function setSuspension(
  state: MemoryState,
  { organizationId, userId }: SuspendMember | ResumeMember,
  suspendedAt: number | null,
): ApplyOutcome<ResumeMember> {
  const member = findMember(state, organizationId, userId);
  if (member === undefined) return failed('member_not_found');
  if ((member.suspendedAt === null) === (suspendedAt === null)) return { ok: true, member };
  return { ok: true, member: replace(state, { ...member, suspendedAt }) };
}

/** Replaces a member, with a row in the change log. */
function replace(state: MemoryState, member: MemberView): MemberView {
  const { role, ...row } = member;
  const { organizationId, userId } = member;
  state.members.set(localKey(organizationId, userId), { ...row, roleId: role.id });
  logChange(state, { organizationId, userId });
  return member;
}
