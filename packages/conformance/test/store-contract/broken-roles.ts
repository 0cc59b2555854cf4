import type { DeleteRole, RoleView, Store, StoredToken } from '@lynk-auth/authority';
import { type Break, breakApply, breakCommand, replaceCommand } from './broken-commands.ts';

/** Replaces a failure of commands that create or delete roles. */
const breakFailure = <Type extends 'create_role' | 'update_role' | 'delete_role'>(
  type: Type,
  reason: string,
  ignores: (store: Store, command: DeleteRole) => boolean | Promise<boolean>,
): Break =>
  replaceCommand(type, async (store, command) => {
    const outcome = await store.apply(command);
    const failed = !outcome.ok && outcome.reason === reason;
    return failed && (await ignores(store, command as unknown as DeleteRole)) ? { ok: true } : outcome;
  });

const isLive = ({ revokedAt, expiresAt }: StoredToken, at: number): boolean =>
  revokedAt === null && (expiresAt === null || at < expiresAt);

/** The tokens and the members that have the role of a command. */
async function findUses(store: Store, { organizationId, roleId }: DeleteRole) {
  const { tokens } = await store.listTokens({ organizationId, limit: 1000 });
  const members = await store.listMembers(organizationId);
  return {
    tokens: tokens.filter((token) => token.roleId === roleId),
    members: members.filter((member) => member.role.id === roleId),
  };
}

/** Changes tokens that had a role before it was deleted. */
const breakMoved =
  (
    selects: (token: StoredToken, at: number) => boolean,
    change: (token: StoredToken, command: DeleteRole) => object,
  ): Break =>
  (store) => {
    const changed = new Map<string, DeleteRole>();
    const replace = <T extends StoredToken | null>(token: T): T => {
      const command = token === null ? undefined : changed.get(token.id);
      return token === null || command === undefined ? token : { ...token, ...change(token, command) };
    };
    return {
      ...breakApply(store, async (command) => {
        if (command.type !== 'delete_role' || command.successorRoleId === undefined)
          return store.apply(command);
        const { tokens } = await findUses(store, command);
        const outcome = await store.apply(command);
        if (!outcome.ok) return outcome;
        for (const token of tokens) if (selects(token, command.at)) changed.set(token.id, command);
        return outcome;
      }),
      getToken: async (organizationId, id) => replace(await store.getToken(organizationId, id)),
      async listTokens(query) {
        const page = await store.listTokens(query);
        return { ...page, tokens: page.tokens.map(replace) };
      },
    };
  };

type Grantable = Readonly<Record<string, readonly string[]>>;

/** Restores something of the policy that the deletion of a role has removed. */
const keepInPolicy =
  (keep: (roleId: string) => (before: Grantable, after: Grantable) => Grantable): Break =>
  (store) => {
    const kept = new Map<string, Grantable>();
    const readGrantable = async (id: string) => (await store.getOrganization(id))?.policy.grantableRoles;
    return {
      ...breakApply(store, async (command) => {
        if (command.type !== 'delete_role') return store.apply(command);
        const { organizationId, roleId } = command;
        const before = await readGrantable(organizationId);
        const outcome = await store.apply(command);
        const after = await readGrantable(organizationId);
        // A deletion that is sent again changes nothing.
        if (before != null && after != null && JSON.stringify(before) !== JSON.stringify(after)) {
          kept.set(organizationId, keep(roleId)(before, after));
        }
        return outcome;
      }),
      async getOrganization(id) {
        const organization = await store.getOrganization(id);
        const grantableRoles = kept.get(id);
        return organization === null || grantableRoles === undefined
          ? organization
          : { ...organization, policy: { ...organization.policy, grantableRoles } };
      },
    };
  };

/** Stores with a defect in creating and deleting roles. */
export const brokenRoles: Readonly<Record<string, Break>> = {
  'its policy keeps a deleted role that grants': keepInPolicy((roleId) => (before, after) => ({
    ...(Object.hasOwn(before, roleId) ? { [roleId]: before[roleId] ?? [] } : {}),
    ...after,
  })),

  'its policy keeps a deleted role that is granted': keepInPolicy(
    () => (before, after) => Object.fromEntries(Object.keys(after).map((id) => [id, before[id] ?? []])),
  ),

  'a system role gets the name of a custom role': replaceCommand(
    'set_system_roles',
    async (store, command) => {
      const outcome = await store.apply(command);
      if (outcome.ok || outcome.reason !== 'conflict') return outcome;
      const roles = await store.listRoles(command.organizationId);
      return command.roles.some(({ id }) => roles.some((role) => role.id === id && !role.system))
        ? outcome
        : { ok: true, roles: [] };
    },
  ),

  'it gives two roles the same name': breakFailure('create_role', 'name_taken', () => true),

  'it renames a role to the name of another one': breakFailure('update_role', 'name_taken', () => true),

  'it compares the names of roles as they are composed': replaceCommand(
    'create_role',
    async (store, command) => {
      const outcome = await store.apply(command);
      if (outcome.ok || outcome.reason !== 'name_taken') return outcome;
      const roles: readonly RoleView[] = await store.listRoles(command.organizationId);
      return roles.some(({ name }) => name === command.name) ? outcome : { ok: true };
    },
  ),

  'it compares the names of roles of all organizations': replaceCommand(
    'create_role',
    async (store, command) => {
      for (const { id } of await store.listOrganizations()) {
        const roles = await store.listRoles(id);
        const other = roles.find(({ name }) => name === command.name);
        if (other !== undefined && other.id !== command.roleId) return { ok: false, reason: 'name_taken' };
      }
      return store.apply(command);
    },
  ),

  'a role cannot keep its name': replaceCommand('update_role', async (store, command) => {
    const roles = await store.listRoles(command.organizationId);
    const { name } = roles.find(({ id }) => id === command.roleId) ?? {};
    const same = name !== undefined && command.name?.normalize() === name.normalize();
    return same && name !== command.name ? { ok: false, reason: 'name_taken' } : store.apply(command);
  }),

  'it ignores the limit of roles': breakCommand('create_role', (command) => ({ ...command, limit: null })),

  'its limit of roles counts system roles': breakCommand('create_role', (command) => ({
    ...command,
    limit: command.limit === null ? null : command.limit - 1,
  })),

  'it counts roles, waits, and then creates one': replaceCommand('create_role', async (store, command) => {
    const { organizationId, limit, roleId } = command;
    const custom = (await store.listRoles(organizationId)).filter(({ system }) => !system);
    await Promise.resolve();
    const within = limit === null || custom.length < limit || custom.some(({ id }) => id === roleId);
    return store.apply(within ? { ...command, limit: null } : command);
  }),

  'a role that is created again is a conflict': (store) => {
    const created = new Set<string>();
    return breakApply(store, async (command) => {
      if (command.type !== 'create_role') return store.apply(command);
      if (created.has(command.roleId)) return { ok: false, reason: 'conflict' };
      created.add(command.roleId);
      return store.apply(command);
    });
  },

  'it creates a role again with other details': breakFailure(
    'create_role',
    'conflict',
    async (store, command) => {
      const role = await store.getRole(command.organizationId, command.roleId);
      return role !== null && !role.system;
    },
  ),

  'the id of a deleted role can be used again': breakFailure(
    'create_role',
    'conflict',
    async (store, command) => {
      const role = await store.getRole(command.organizationId, command.roleId);
      return role === null;
    },
  ),

  'it creates system roles': replaceCommand('create_role', async (store, command) => {
    const outcome = await store.apply(command);
    return outcome.ok ? { ok: true, role: { ...outcome.role, system: true } } : outcome;
  }),

  'it says that a role is deleted, and does nothing': replaceCommand(
    'delete_role',
    async (store, command) => {
      const { organizationId, roleId } = command;
      const role = await store.getRole(organizationId, roleId);
      return role?.system ? store.apply(command) : { ok: true };
    },
  ),

  'deleting an unknown role fails': replaceCommand('delete_role', async (store, command) => {
    const role = await store.getRole(command.organizationId, command.roleId);
    return role === null ? { ok: false, reason: 'role_not_found' } : store.apply(command);
  }),

  'it deletes system roles': breakFailure('delete_role', 'system_role', () => true),

  'it deletes a role in use': breakFailure('delete_role', 'role_in_use', () => true),

  'a member does not use a role': breakFailure('delete_role', 'role_in_use', async (store, command) => {
    const { tokens } = await findUses(store, command);
    return !tokens.some((token) => isLive(token, command.at));
  }),

  'a suspended member does not use a role': breakFailure(
    'delete_role',
    'role_in_use',
    async (store, command) => {
      const { tokens, members } = await findUses(store, command);
      return (
        !tokens.some((token) => isLive(token, command.at)) &&
        members.every((member) => member.suspendedAt !== null)
      );
    },
  ),

  'a service token does not use a role': breakFailure(
    'delete_role',
    'role_in_use',
    async (store, command) => {
      const { members } = await findUses(store, command);
      return members.length === 0;
    },
  ),

  'a suspended token does not use a role': breakFailure(
    'delete_role',
    'role_in_use',
    async (store, command) => {
      const { tokens, members } = await findUses(store, command);
      const live = tokens.filter((token) => isLive(token, command.at));
      return members.length === 0 && live.every((token) => token.suspendedAt !== null);
    },
  ),

  'a token with an expiry does not use a role': breakFailure(
    'delete_role',
    'role_in_use',
    async (store, command) => {
      const { tokens, members } = await findUses(store, command);
      const live = tokens.filter((token) => isLive(token, command.at));
      return members.length === 0 && live.every((token) => token.expiresAt !== null);
    },
  ),

  'a dead token uses a role': replaceCommand('delete_role', async (store, command) => {
    const { tokens } = await findUses(store, command);
    const dead = command.successorRoleId === undefined && tokens.some((token) => !isLive(token, command.at));
    return dead ? { ok: false, reason: 'role_in_use' } : store.apply(command);
  }),

  'a role is its own successor': breakFailure(
    'delete_role',
    'role_not_found',
    (_, { roleId, successorRoleId }) => roleId === successorRoleId,
  ),

  'it deletes a role in favor of an unknown one': breakFailure(
    'delete_role',
    'role_not_found',
    (_, { roleId, successorRoleId }) => roleId !== successorRoleId,
  ),

  'a deleted role takes its tokens along': (store) =>
    breakApply(store, async (command) => {
      if (command.type !== 'delete_role') return store.apply(command);
      const { tokens } = await findUses(store, command);
      const outcome = await store.apply(command);
      if (!outcome.ok) return outcome;
      for (const { id } of tokens) await store.apply({ ...command, type: 'revoke_token', tokenId: id });
      return outcome;
    }),

  'a deleted role takes its members along': (store) =>
    breakApply(store, async (command) => {
      if (command.type !== 'delete_role') return store.apply(command);
      const { members } = await findUses(store, command);
      const outcome = await store.apply(command);
      if (!outcome.ok) return outcome;
      const guard = { administratorRoleName: 'none' };
      for (const { userId } of members)
        await store.apply({ ...command, ...guard, type: 'remove_member', userId });
      return outcome;
    }),

  'it lists tokens under a role that is deleted': breakMoved(isLive, (_, { roleId }) => ({ roleId })),

  'a successor is for dead tokens too': breakMoved(
    (token, at) => !isLive(token, at),
    (_, { successorRoleId }) => ({ roleId: successorRoleId }),
  ),

  'a successor is for members only': (store) => {
    const left = new Set<string>();
    return {
      ...breakApply(store, async (command) => {
        if (command.type === 'delete_role') {
          for (const token of (await findUses(store, command)).tokens) left.add(token.id);
        }
        return store.apply(command);
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        return record && left.has(record.tokenId) ? { ...record, rolePermissions: null } : record;
      },
    };
  },
};
