import type { Change, IssueToken, Store, StoredToken, UpdateToken } from '@lynk-auth/authority';
import { brokenAudits } from './broken-audits.ts';
import { brokenBasedOn } from './broken-based-on.ts';
import { appendRows, type Break, breakApply, breakLog } from './broken-commands.ts';
import { brokenConditions } from './broken-conditions.ts';
import { brokenDeletions } from './broken-deletions.ts';
import { brokenDirectories } from './broken-directories.ts';
import { brokenLifecycles } from './broken-lifecycles.ts';
import { brokenLists } from './broken-lists.ts';
import { brokenMembers } from './broken-members.ts';
import { brokenOutboxes } from './broken-outboxes.ts';
import { brokenRefusals } from './broken-refusals.ts';
import { brokenRoles } from './broken-roles.ts';
import { brokenUses } from './broken-uses.ts';

/** Changes every digest on its way in. */
function breakDigests(store: Store, change: (digest: Uint8Array) => Uint8Array): Store {
  return {
    ...breakApply(store, (command) =>
      store.apply(command.type === 'issue_token' ? { ...command, digest: change(command.digest) } : command),
    ),
    lookup: (digests) => store.lookup(digests.map(change)),
    findToken: (organizationId, digests) => store.findToken(organizationId, digests.map(change)),
  };
}

/** Leases that prove nothing. `Number.isFinite` rejects the strings. */
const brokenLeases = [undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -1, '100'];

/** Stores with one defect each. The contract must find every one. */
export const brokenStores: Readonly<Record<string, Break>> = {
  ...Object.fromEntries(
    brokenLeases.map((leaseMs) => [
      `its lease is ${typeof leaseMs} ${leaseMs}`,
      (store: Store) => ({ ...store, leaseMs }) as Store,
    ]),
  ),

  'its lease changes': (store) => {
    let leaseMs = 0;
    return {
      ...store,
      get leaseMs() {
        leaseMs += 1;
        return leaseMs;
      },
    };
  },

  'it ignores the limit': (store) =>
    breakApply(store, (command) => store.apply({ ...command, limit: null } as IssueToken)),

  'it reads inherited fields of a command': (store) =>
    breakApply(store, (command) => {
      if (command.type !== 'update_token') return store.apply(command);
      const { name, expiresAt } = command;
      return store.apply({ ...command, name, expiresAt });
    }),

  'it counts, waits, and then inserts': (store) =>
    breakApply(store, async (command) => {
      if (command.type !== 'issue_token' || command.limit === null) return store.apply(command);
      if ((await store.getToken(command.organizationId, command.tokenId)) !== null)
        return store.apply(command);
      const { kind, organizationId, limit, at } = command;
      const { tokens } = await store.listTokens({ organizationId, kind, limit: 1000 });
      const live = tokens.filter(
        ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || at < expiresAt),
      );
      await Promise.resolve();
      return live.length < limit ? store.apply({ ...command, limit: null }) : store.apply(command);
    }),

  'it takes every creator with an id for a user': (store) => {
    const forget = <T extends StoredToken | null>(token: T): T =>
      token?.createdBy.kind === 'token'
        ? { ...token, createdBy: { kind: 'user', id: token.createdBy.id } }
        : token;
    return {
      ...store,
      getToken: async (organizationId, id) => forget(await store.getToken(organizationId, id)),
      async listTokens(query) {
        const page = await store.listTokens(query);
        return { ...page, tokens: page.tokens.map(forget) };
      },
    };
  },

  'it says that a token is revoked, and does nothing': (store) =>
    breakApply(store, async (command) => {
      if (command.type !== 'revoke_token') return store.apply(command);
      const token = await store.getToken(command.organizationId, command.tokenId);
      if (token === null) return { ok: false, reason: 'token_not_found' };
      return { ok: true, token: { ...token, revokedAt: token.revokedAt ?? command.at } };
    }),

  'it looks a revoked token up as a live one': (store) => ({
    ...store,
    async lookup(digests) {
      const record = await store.lookup(digests);
      return record && { ...record, revokedAt: null };
    },
  }),

  'its update writes what was left out': (store) =>
    breakApply(store, (command) =>
      store.apply(
        command.type === 'update_token' ? { ...command, expiresAt: command.expiresAt ?? null } : command,
      ),
    ),

  'it finds tokens of other organizations': (store) => {
    const owners = new Map<string, string>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'issue_token') owners.set(command.tokenId, command.organizationId);
        return store.apply(command);
      }),
      getToken: (organizationId, id) => store.getToken(owners.get(id) ?? organizationId, id),
    };
  },

  'it revokes tokens of other organizations': (store) => {
    const owners = new Map<string, string>();
    return breakApply(store, (command) => {
      if (command.type === 'issue_token') owners.set(command.tokenId, command.organizationId);
      if (command.type !== 'revoke_token') return store.apply(command);
      return store.apply({
        ...command,
        organizationId: owners.get(command.tokenId) ?? command.organizationId,
      });
    });
  },

  'it compares 31 bytes of a digest': (store) =>
    breakDigests(store, (digest) => Uint8Array.from(digest, (byte, index) => (index === 31 ? 0 : byte))),

  'it compares 255 bits of a digest': (store) =>
    breakDigests(store, (digest) =>
      Uint8Array.from(digest, (byte, index) => (index === 31 ? byte & 254 : byte)),
    ),

  'it looks only at the first digest': (store) => ({
    ...store,
    lookup: (digests) => store.lookup(digests.slice(0, 1)),
  }),

  'it does not see an empty ceiling': (store) => ({
    ...store,
    async lookup(digests) {
      const record = await store.lookup(digests);
      return record && { ...record, ceiling: record.ceiling?.length ? record.ceiling : null };
    },
  }),

  'a repeated command is a conflict': (store) => {
    const seen = new Set<string>();
    return breakApply(store, async (command) => {
      if (command.type !== 'issue_token') return store.apply(command);
      if (seen.has(command.tokenId)) return { ok: false, reason: 'conflict' };
      seen.add(command.tokenId);
      return store.apply(command);
    });
  },

  'a repeated revocation moves the time': (store) => {
    const moved = new Map<string, number>();
    const move = (token: StoredToken | null) =>
      token && moved.has(token.id) ? { ...token, revokedAt: moved.get(token.id) ?? null } : token;
    return {
      ...breakApply(store, async (command) => {
        const outcome = await store.apply(command);
        if (command.type !== 'revoke_token' || !outcome.ok) return outcome;
        moved.set(command.tokenId, command.at);
        return { ok: true, token: move(await store.getToken(command.organizationId, command.tokenId)) };
      }),
      getToken: async (organizationId, id) => move(await store.getToken(organizationId, id)),
    };
  },

  'its change log leaves numbers out': breakLog((rows) =>
    rows.map((row) => ({ ...row, sequence: row.sequence * 2 })),
  ),

  'its change log begins one too late': breakLog((rows, from) =>
    rows.filter(({ sequence }, index) => sequence > from || index === rows.length - 1),
  ),

  'its change log is empty beyond the end': breakLog((rows, from) =>
    rows.filter(({ sequence }) => sequence >= from),
  ),

  'its change log is newest first': breakLog((rows) => rows.toReversed()),

  'its empty change log has no row': breakLog((rows) => rows.filter(({ sequence }) => sequence > 0)),

  'the rows of its change log have no marks': breakLog((rows) =>
    rows.map(({ mark: _, ...row }) => row as Change),
  ),

  'the marks of its change log are empty': breakLog((rows) => rows.map((row) => ({ ...row, mark: '' }))),

  'the marks of its change log are numbers': breakLog((rows) =>
    rows.map((row) => ({ ...row, mark: 1e16 + row.sequence }) as unknown as Change),
  ),

  'the marks of its change log count the rows': breakLog((rows) =>
    rows.map((row) => ({ ...row, mark: String(row.sequence).padStart(16, '0') })),
  ),

  'all rows of its change log have the same mark': breakLog((rows) =>
    rows.map((row) => ({ ...row, mark: rows[0]?.mark ?? '' })),
  ),

  'its change log has new marks at each read': breakLog((rows) =>
    rows.map((row) => ({ ...row, mark: crypto.randomUUID() })),
  ),

  'what fails leaves a change': (store) => {
    let failures = 0;
    const countFailures = breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (!outcome.ok) failures += 1;
      return outcome;
    });
    return breakLog((rows) => appendRows(rows, failures))(countFailures);
  },

  'it trims names': (store) =>
    breakApply(store, (command) =>
      store.apply('name' in command ? ({ ...command, name: command.name?.trim() } as UpdateToken) : command),
    ),

  'its times are 32 bits of seconds': (store) =>
    breakApply(store, (command) =>
      store.apply(
        command.type === 'issue_token' && command.expiresAt !== null
          ? { ...command, expiresAt: (Math.floor(command.expiresAt / 1000) | 0) * 1000 }
          : command,
      ),
    ),

  'it gives its own objects away': (store) => {
    const given = new Map<string, StoredToken | null>();
    return {
      ...breakApply(store, (command) => {
        if ('tokenId' in command) given.delete(command.tokenId);
        return store.apply(command);
      }),
      async getToken(organizationId, id) {
        const token = given.get(id) ?? (await store.getToken(organizationId, id));
        if (token !== null && token.organizationId !== organizationId) return null;
        given.set(id, token);
        return token;
      },
    };
  },

  'it keeps the buffer of a digest': (store) => {
    const kept: IssueToken[] = [];
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'issue_token') kept.push(command);
        return store.apply(command);
      }),
      lookup(digests) {
        const spoilt = kept.some(({ digest }) => digest.every((byte) => byte === 0));
        return spoilt ? null : store.lookup(digests);
      },
    };
  },

  'it accepts calls after it is closed': (store) => ({ ...store, async close() {} }),

  'it cannot be closed twice': (store) => {
    let open = true;
    return {
      ...store,
      async close() {
        if (!open) throw new Error('It is closed.');
        open = false;
        await store.close();
      },
    };
  },

  ...brokenLifecycles,
  ...brokenLists,
  ...brokenUses,
  ...brokenRefusals,
  ...brokenOutboxes,
  ...brokenDeletions,
  ...brokenConditions,
  ...brokenBasedOn,
  ...brokenAudits,
  ...brokenDirectories,
  ...brokenMembers,
  ...brokenRoles,
};
