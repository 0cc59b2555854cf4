import { type Command, type Condition, findDenial, type Store } from '@lynk-auth/authority';
import { type Break, breakApply } from './broken-commands.ts';

const without = <C extends Command>(command: C): C => ({ ...command, condition: undefined });

/** Changes every condition on its way in. */
const breakCondition =
  (change: (condition: Condition, command: Command) => Condition | undefined): Break =>
  (store) =>
    breakApply(store, (command) =>
      store.apply(
        command.condition === undefined
          ? command
          : { ...command, condition: change(command.condition, command) },
      ),
    );

/** Ignores the conditions of commands of some types. */
const ignoreFor = (...types: readonly Command['type'][]): Break =>
  breakCondition((condition, { type }) => (types.includes(type) ? undefined : condition));

/** Applies a command in spite of one kind of denial. */
const ignoreDenial =
  (reason: string): Break =>
  (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      return outcome.ok || outcome.reason !== reason ? outcome : store.apply(without(command));
    });

/** Applies commands on members and roles in spite of a denial because of permissions, if the test says so. */
const ignoreExcess =
  (ignores: (command: Command, condition: Condition, store: Store) => boolean | Promise<boolean>): Break =>
  (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (outcome.ok || outcome.reason !== 'exceeds_permissions') return outcome;
      const { condition } = command;
      const ignored = condition !== undefined && (await ignores(command, condition, store));
      return ignored ? store.apply(without(command)) : outcome;
    });

/** The commands that need the permissions of the roles of members, or of a role. */
const roleCommands = [
  'add_member',
  'update_member',
  'suspend_member',
  'resume_member',
  'remove_member',
  'create_role',
  'update_role',
  'delete_role',
] as const satisfies readonly Command['type'][];

/** Whether the new role of a member, or the successor of a role, is within the actor's own permissions. */
async function isNewRoleWithin(store: Store, command: Command, { actor }: Condition): Promise<boolean> {
  const { organizationId } = command;
  const member = await store.getMember(organizationId, actor.kind === 'user' ? actor.userId : '');
  const own = member?.role.permissions ?? [];
  const roleId =
    command.type === 'update_member'
      ? command.roleId
      : command.type === 'delete_role'
        ? command.successorRoleId
        : undefined;
  const role = await store.getRole(organizationId, roleId ?? '');
  const after = command.type === 'update_role' ? command.permissions : role?.permissions;
  return after?.every((permission) => own.includes(permission)) ?? true;
}

/** Stores that evaluate conditions in a wrong way. */
export const brokenConditions: Readonly<Record<string, Break>> = {
  'it ignores conditions': breakCondition(() => undefined),

  'it evaluates a condition before the transaction': (store) =>
    breakApply(store, async (command) => {
      const denial = await findDenial(store, command);
      return denial !== null && !(await isRepeated(store, command)) ? denial : store.apply(without(command));
    }),

  'it evaluates a condition after the transaction': (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(without(command));
      return (await findDenial(store, command)) ?? outcome;
    }),

  'it evaluates the conditions of users only': breakCondition((condition) =>
    condition.actor.kind === 'user' ? condition : undefined,
  ),
  'it evaluates the conditions of tokens only': breakCondition((condition) =>
    condition.actor.kind === 'token' ? condition : undefined,
  ),
  'it ignores the permissions that an actor needs': breakCondition((condition) => ({
    ...condition,
    permissions: [],
  })),
  'it lets every actor grant any role': breakCondition((condition) => ({
    ...condition,
    roleGrants: 'any_role',
  })),
  'it lets no actor grant any role': breakCondition((condition) => ({
    ...condition,
    roleGrants: 'own_permissions',
  })),
  'it ignores the time of a condition': breakCondition((condition) => ({ ...condition, at: 0 })),
  'it ignores the expiry of the secret that acts': breakCondition((condition) => ({
    ...condition,
    actor: condition.actor.kind === 'token' ? { ...condition.actor, expiresAt: null } : condition.actor,
  })),
  'it ignores conditions of commands on tokens': ignoreFor(
    'issue_token',
    'update_token',
    'suspend_token',
    'resume_token',
    'rotate_token',
    'revoke_token',
  ),
  'it ignores conditions of revocations': ignoreFor('revoke_token'),
  'it ignores conditions of deletions': ignoreFor('delete_token'),
  'it ignores conditions of updates': ignoreFor('update_token'),
  'it ignores conditions of rotations': ignoreFor('rotate_token'),
  'it ignores conditions of suspensions': ignoreFor('suspend_token'),
  'it ignores conditions of retirements': ignoreFor('retire_secrets'),
  'it ignores conditions of resumptions': ignoreFor('resume_token'),
  'it ignores conditions of commands on members': ignoreFor('add_member', 'update_member', 'remove_member'),
  'it ignores conditions of suspensions of members': ignoreFor('suspend_member', 'resume_member'),
  'it ignores conditions of commands on roles': ignoreFor('update_role'),
  'it ignores conditions of new and deleted roles': ignoreFor('create_role', 'delete_role'),
  'it ignores conditions of policies': ignoreFor('set_policy'),
  'it lets an actor grant more than it has': ignoreDenial('exceeds_permissions'),
  'it lets a token issue personal tokens beyond its ceiling': ignoreExcess(
    (command) => command.type === 'issue_token' && command.kind === 'personal',
  ),
  ...Object.fromEntries(
    roleCommands.map((type) => [
      `its ${type} needs no permissions of a role`,
      ignoreExcess((command) => command.type === type),
    ]),
  ),
  'it lets an actor take away what it does not have': ignoreExcess((command, condition, store) =>
    roleCommands.some((type) => type === command.type && type !== 'add_member' && type !== 'create_role')
      ? isNewRoleWithin(store, command, condition)
      : false,
  ),
  'its policy of any role is for members and roles too': ignoreExcess(
    ({ type }, { actor, roleGrants }) =>
      roleGrants === 'any_role' && actor.kind === 'user' && roleCommands.some((each) => each === type),
  ),
  'its policy of roles is not for successors': ignoreExcess(async (command, _, store) => {
    if (command.type !== 'delete_role') return false;
    const organization = await store.getOrganization(command.organizationId);
    return (organization?.policy.grantableRoles ?? null) !== null;
  }),
  'a suspended member can act': (store) =>
    breakApply(store, async (command) => {
      const { organizationId, condition } = command;
      const userId = condition?.actor.kind === 'user' ? condition.actor.userId : '';
      const member = await store.getMember(organizationId, userId);
      return store.apply(member === null || member.suspendedAt === null ? command : without(command));
    }),
  'it lets a token grant more time than it has': ignoreDenial('exceeds_expiry'),

  'it rejects a command that is sent again': (store) =>
    breakApply(store, async (command) => (await findDenial(store, command)) ?? store.apply(command)),

  'it accepts a command that is sent again with another token': (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (outcome.ok || command.type !== 'issue_token') return outcome;
      const token = await store.findToken(command.organizationId, [command.digest]);
      return token === null ? outcome : { ok: true, token };
    }),
};

const isRepeated = async (store: Store, command: Command): Promise<boolean> => {
  if (command.type !== 'issue_token' && command.type !== 'revoke_token') return false;
  const token = await store.getToken(command.organizationId, command.tokenId);
  return token !== null && (command.type === 'issue_token' || token.revokedAt !== null);
};
