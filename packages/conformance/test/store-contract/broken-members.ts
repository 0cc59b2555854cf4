import type { Command, MemberView, Store } from '@lynk-auth/authority';
import { type Break, breakApply, breakCommand, breakRecord, replaceCommand } from './broken-commands.ts';

/** Returns the member without applying the command. */
async function returnMemberOnly(store: Store, command: { organizationId: string; userId: string }) {
  const member = await store.getMember(command.organizationId, command.userId);
  return member === null ? { ok: false, reason: 'member_not_found' } : { ok: true, member };
}

const endings = ['update_member', 'suspend_member', 'remove_member'] as const;

type Ending = Extract<Command, { type: (typeof endings)[number] }>;

const isEnding = (command: Command): command is Ending => endings.some((type) => type === command.type);

/** A command that is not guarded, since no role has the name. */
const unguarded = (command: Ending): Ending => ({ ...command, administratorRoleName: 'none' });

/** Applies a command in spite of `last_administrator`, if the test says so. */
const ignoreGuard =
  (ignores: (others: readonly MemberView[], command: Ending) => boolean): Break =>
  (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (!isEnding(command) || outcome.ok || outcome.reason !== 'last_administrator') return outcome;
      const members = await store.listMembers(command.organizationId);
      const others = members.filter(({ userId }) => userId !== command.userId);
      return ignores(others, command) ? store.apply(unguarded(command)) : outcome;
    });

/** Stores with a defect in suspending members, or in keeping an administrator. */
export const brokenMembers: Readonly<Record<string, Break>> = {
  'it says that a member is suspended, and does nothing': replaceCommand('suspend_member', returnMemberOnly),

  'it never resumes a member': replaceCommand('resume_member', returnMemberOnly),

  'it keeps a suspension of a member, and looks tokens up without it': breakRecord(() => ({
    ownerSuspendedAt: null,
  })),

  'it looks the tokens of a suspended member up as those of no member': breakRecord(
    ({ ownerPresent, ownerSuspendedAt }) => ({ ownerPresent: ownerPresent && ownerSuspendedAt === null }),
  ),

  'it suspends the tokens of a suspended member': breakRecord(({ suspendedAt, ownerSuspendedAt }) => ({
    suspendedAt: suspendedAt ?? ownerSuspendedAt,
  })),

  'a repeated suspension of a member begins anew': replaceCommand(
    'suspend_member',
    async (store, command) => {
      await store.apply({ ...command, type: 'resume_member' });
      return store.apply(command);
    },
  ),

  'another role ends a suspension': replaceCommand('update_member', async (store, command) => {
    await store.apply({ ...command, type: 'resume_member' });
    return store.apply(command);
  }),

  'it suspends a member in every organization': replaceCommand('suspend_member', async (store, command) => {
    const outcome = await store.apply(command);
    for (const { id } of await store.listOrganizations()) {
      await store.apply({ ...command, organizationId: id });
    }
    return outcome;
  }),

  'who is added again is still suspended': (store) => {
    const suspended = new Set<string>();
    return breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (command.type === 'suspend_member') suspended.add(command.userId);
      if (command.type !== 'add_member' || !suspended.has(command.userId)) return outcome;
      const { organizationId, userId, actor, at } = command;
      const guard = { administratorRoleName: 'none' };
      return store.apply({ type: 'suspend_member', organizationId, userId, actor, at, ...guard });
    });
  },

  'its update of a member writes what was left out': breakCommand('update_member', (command) => ({
    ...command,
    name: command.name ?? null,
  })),

  'its update of a member cannot remove a name': breakCommand('update_member', (command) => ({
    ...command,
    name: command.name ?? undefined,
  })),

  'its update of a member changes the role only': breakCommand('update_member', (command) => ({
    ...command,
    name: undefined,
    email: undefined,
  })),

  ...Object.fromEntries(
    endings.map((type) => [
      `its ${type} ends the last administrator`,
      ignoreGuard((_, command) => command.type === type),
    ]),
  ),

  'a suspended administrator counts as one': ignoreGuard((others, { administratorRoleName }) =>
    others.some(({ role }) => role.name === administratorRoleName),
  ),

  'any other member counts as an administrator': ignoreGuard((others) => others.length > 0),

  'a custom role counts as that of the administrators': (store) =>
    breakApply(store, async (command) => {
      if (!isEnding(command)) return store.apply(command);
      const members = (await store.listMembers(command.organizationId)).filter(
        ({ role }) => role.name === command.administratorRoleName,
      );
      const last = members.length === 1 && members[0]?.userId === command.userId;
      return last && !members[0]?.role.system
        ? { ok: false, reason: 'last_administrator' }
        : store.apply(command);
    }),

  'it counts administrators, waits, and then changes a member': (store) =>
    breakApply(store, async (command) => {
      if (!isEnding(command)) return store.apply(command);
      const administrators = (await store.listMembers(command.organizationId)).filter(
        ({ role, suspendedAt }) => role.name === command.administratorRoleName && suspendedAt === null,
      );
      await Promise.resolve();
      return store.apply(administrators.length > 1 ? unguarded(command) : command);
    }),

  'it does not let the last administrator keep the role': (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (command.type !== 'update_member' || !outcome.ok) return outcome;
      const members = await store.listMembers(command.organizationId);
      const administrators = members.filter(({ role }) => role.name === command.administratorRoleName);
      const last = administrators.length === 1 && administrators[0]?.userId === command.userId;
      return last ? { ok: false, reason: 'last_administrator' } : outcome;
    }),
};
