import type { Store, TokenRecord } from '@lynk-auth/authority';
import {
  type Break,
  breakApply,
  breakCommand,
  breakLog,
  breakRecord,
  replaceCommand,
} from './broken-commands.ts';

/** A member under whom personal tokens are. */
const memberKey = (organizationId: string, userId: string | null) => `${organizationId} ${userId}`;

const emptyPolicy = {
  allowedNetworks: null,
  maxPersonalLifetimeSeconds: null,
  maxServiceLifetimeSeconds: null,
  allowNoExpiry: true,
  grantableRoles: null,
};

/** Leaves out what the rows of the change log name. */
const breakChanges = (named: 'userId' | 'roleId'): Break =>
  breakLog((rows) => rows.map((row) => ({ ...row, [named]: null })));

/** Stores with a defect in organizations, members and roles. */
export const brokenDirectories: Readonly<Record<string, Break>> = {
  'it keeps a policy, and looks tokens up without it': breakRecord(() => ({ allowedNetworks: null })),

  'its policy is for personal tokens only': breakRecord(({ kind, allowedNetworks }) => ({
    allowedNetworks: kind === 'personal' ? allowedNetworks : null,
  })),

  'an empty list of networks is everywhere': breakRecord(({ allowedNetworks }) => ({
    allowedNetworks: allowedNetworks?.length ? allowedNetworks : null,
  })),

  'its policy is replaced as a whole': breakCommand('set_policy', (command) => ({
    ...command,
    policy: { ...emptyPolicy, ...command.policy },
  })),

  'it issues tokens that live too long': (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (command.type !== 'issue_token' || outcome.ok || outcome.reason !== 'exceeds_lifetime')
        return outcome;
      return store.apply({ ...command, at: Number(command.expiresAt) });
    }),

  'its policy names a role that does not exist': replaceCommand('set_policy', async (store, command) => {
    const outcome = await store.apply(command);
    return !outcome.ok && outcome.reason === 'role_not_found' ? { ok: true } : outcome;
  }),

  'its policy lets every role grant every role': breakCommand('set_policy', (command) => ({
    ...command,
    policy: { ...command.policy, ...(command.policy.grantableRoles && { grantableRoles: {} }) },
  })),

  'a policy holds for every organization': (store) => {
    let latest: TokenRecord['allowedNetworks'] = null;
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'set_policy') latest = command.policy.allowedNetworks ?? null;
        return store.apply(command);
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        return record && { ...record, allowedNetworks: latest };
      },
    };
  },

  'it brings back an administrator who was removed': replaceCommand(
    'create_organization',
    async (store, command) => {
      const outcome = await store.apply(command);
      const { admin, organizationId, actor, at } = command;
      if (!outcome.ok || admin === undefined || outcome.admin !== null) return outcome;
      const added = await store.apply({ type: 'add_member', organizationId, actor, at, ...admin });
      return added.ok ? { ...outcome, admin: added.member } : added;
    },
  ),

  'it writes other roles to an organization that exists': replaceCommand(
    'create_organization',
    async (store, command) => {
      const outcome = await store.apply(command);
      const roles = command.roles.filter(({ system }) => system);
      await store.apply({ ...command, type: 'set_system_roles', roles });
      return outcome;
    },
  ),

  'it says that the system roles are up to date, and does nothing': replaceCommand(
    'set_system_roles',
    async (_, { organizationId, roles }) => ({
      ok: true,
      roles: roles.map((role) => ({ ...role, organizationId, system: true })),
    }),
  ),

  'it updates the system roles of every organization': replaceCommand(
    'set_system_roles',
    async (store, command) => {
      for (const { id } of await store.listOrganizations()) {
        if (id !== command.organizationId) await store.apply({ ...command, organizationId: id });
      }
      return store.apply(command);
    },
  ),

  'a new role of a member is for new tokens only': (store) => {
    const permissions = new Map<string, TokenRecord['rolePermissions']>();
    return {
      ...store,
      async lookup(digests) {
        const record = await store.lookup(digests);
        if (record === null) return null;
        const known = permissions.get(record.tokenId) ?? record.rolePermissions;
        permissions.set(record.tokenId, known);
        return { ...record, rolePermissions: known };
      },
    };
  },

  'its update of a role writes what was left out': breakCommand('update_role', (command) => ({
    ...command,
    permissions: command.permissions ?? [],
  })),

  'it changes system roles': replaceCommand('update_role', async (store, command) => {
    const outcome = await store.apply(command);
    if (outcome.ok || outcome.reason !== 'system_role') return outcome;
    return { ok: true, role: await store.getRole(command.organizationId, command.roleId) };
  }),

  'its change log does not name roles': breakChanges('roleId'),

  'its change log does not name users': breakChanges('userId'),

  'it says that a member is removed, and does nothing': replaceCommand('remove_member', async () => ({
    ok: true,
  })),

  'removing a user who is not a member fails': replaceCommand('remove_member', async (store, command) => {
    const member = await store.getMember(command.organizationId, command.userId);
    return member === null ? { ok: false, reason: 'member_not_found' } : store.apply(command);
  }),

  'who is invited again has the old tokens again': (store) => {
    const removed = new Set<string>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'remove_member') removed.add(memberKey(command.organizationId, command.userId));
        return store.apply(command);
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        const back = record?.ownerPresent && removed.has(memberKey(record.organizationId, record.userId));
        return record && back ? { ...record, revokedAt: null } : record;
      },
    };
  },

  'a removed member takes along the service tokens that they made': replaceCommand(
    'remove_member',
    async (store, command) => {
      const { organizationId, userId } = command;
      const { tokens } = await store.listTokens({ organizationId, kind: 'service', limit: 100 });
      for (const { id, createdBy } of tokens) {
        if (createdBy.id === userId) await store.apply({ ...command, type: 'revoke_token', tokenId: id });
      }
      return store.apply(command);
    },
  ),

  'a removed member is removed from every organization': replaceCommand(
    'remove_member',
    async (store, command) => {
      for (const { id } of await store.listOrganizations()) {
        await store.apply({ ...command, organizationId: id });
      }
      return { ok: true };
    },
  ),

  'it looks for the owner, waits, and then issues': (store) => {
    const ghosts = new Map<string, TokenRecord>();
    return {
      ...breakApply(store, async (command) => {
        if (command.type !== 'issue_token' || command.ownerId === null) return store.apply(command);
        const { organizationId, ownerId, tokenId } = command;
        const member = await store.getMember(organizationId, ownerId);
        const outcome = await store.apply(command);
        if (member === null || outcome.ok || outcome.reason !== 'member_not_found') return outcome;
        ghosts.set(command.digest.join(), ghostOf(tokenId, organizationId, ownerId));
        return { ok: true };
      }),
      async lookup(digests) {
        return (await store.lookup(digests)) ?? ghosts.get(digests[0]?.join() ?? '') ?? null;
      },
    };
  },

  'its change of a role brings a removed member back': (store) => {
    const back = new Set<string>();
    return {
      ...breakApply(store, async (command) => {
        if (command.type !== 'update_member') return store.apply(command);
        const { organizationId, userId } = command;
        const member = await store.getMember(organizationId, userId);
        const outcome = await store.apply(command);
        if (!outcome.ok && member !== null) back.add(memberKey(organizationId, userId));
        return outcome;
      }),
      async getMember(organizationId, userId) {
        const member = await store.getMember(organizationId, userId);
        if (member !== null || !back.has(memberKey(organizationId, userId))) return member;
        return someMember(store, organizationId);
      },
    };
  },

  'a policy undoes the change of a role': (store) => {
    const stale = new Map<string, TokenRecord['rolePermissions']>();
    return {
      ...breakApply(store, async (command) => {
        const { organizationId } = command;
        if (command.type === 'set_policy') {
          // As by reading the roles, and writing them when others have written them meanwhile.
          for (const role of await store.listRoles(organizationId))
            stale.set(organizationId, role.permissions);
        }
        return store.apply(command);
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        const permissions = record && stale.get(record.organizationId);
        return permissions ? { ...record, rolePermissions: permissions } : record;
      },
    };
  },
};

const ghostOf = (tokenId: string, organizationId: string, userId: string): TokenRecord => ({
  ...{ tokenId, organizationId, userId, kind: 'personal', ownerPresent: true, secretPending: false },
  ...{ expiresAt: null, revokedAt: null, suspendedAt: null, ownerSuspendedAt: null, secretExpiresAt: null },
  ...{ rolePermissions: [], ceiling: null, allowedNetworks: null },
});

async function someMember(store: Store, organizationId: string) {
  const [role] = await store.listRoles(organizationId);
  if (role === undefined) return null;
  return { organizationId, userId: '', name: '', email: '', role, createdAt: 0, suspendedAt: null };
}
