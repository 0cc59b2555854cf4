import type { Store, StoredToken, TokenRecord } from '@lynk-auth/authority';
import {
  appendRows,
  type Break,
  breakApply,
  breakCommand,
  breakLog,
  breakRecord,
  replaceCommand,
} from './broken-commands.ts';

const START = Date.UTC(2026, 0, 1);

/** Returns the token without applying the command. */
async function returnTokenOnly(store: Store, command: { organizationId: string; tokenId: string }) {
  const token = await store.getToken(command.organizationId, command.tokenId);
  return token === null ? { ok: false, reason: 'token_not_found' } : { ok: true, token };
}

/** Stores with a defect in suspending and rotating. */
export const brokenLifecycles: Readonly<Record<string, Break>> = {
  'it looks a suspended token up as one that works': breakRecord(() => ({ suspendedAt: null })),

  'it says that a token is suspended, and does nothing': replaceCommand('suspend_token', returnTokenOnly),

  'it never ends a suspension': replaceCommand('resume_token', returnTokenOnly),

  'a repeated suspension begins anew': replaceCommand('suspend_token', async (store, command) => {
    await store.apply({ ...command, type: 'resume_token' });
    return store.apply(command);
  }),

  'it suspends tokens of other organizations': (store) => {
    const owners = new Map<string, string>();
    return breakApply(store, (command) => {
      if (command.type === 'issue_token') owners.set(command.tokenId, command.organizationId);
      if (command.type !== 'suspend_token') return store.apply(command);
      return store.apply({
        ...command,
        organizationId: owners.get(command.tokenId) ?? command.organizationId,
      });
    });
  },

  'it says that older secrets are retired, and does nothing': replaceCommand(
    'retire_secrets',
    returnTokenOnly,
  ),

  'it retires older secrets a day later': breakCommand('retire_secrets', (command) => ({
    ...command,
    at: command.at + 86_400_000,
  })),

  'it retires all secrets but the one that is named': replaceCommand(
    'retire_secrets',
    async (store, command) => {
      const { organizationId, tokenId } = command;
      const newest = (await store.listSecrets(organizationId, tokenId)).at(-1);
      const outcome = await store.apply(command);
      if (outcome.ok || outcome.reason !== 'outdated' || newest === undefined) return outcome;
      return store.apply({ ...command, digest: newest.digest });
    },
  ),

  'it retires with any digest': replaceCommand('retire_secrets', async (store, command) => {
    const { organizationId, tokenId } = command;
    const newest = (await store.listSecrets(organizationId, tokenId)).at(-1);
    return store.apply({ ...command, digest: newest?.digest ?? command.digest });
  }),

  'it retires the secrets of revoked tokens': replaceCommand('retire_secrets', async (store, command) => {
    const outcome = await store.apply(command);
    return outcome.ok || outcome.reason !== 'revoked' ? outcome : returnTokenOnly(store, command);
  }),

  'its retirement revokes the token': replaceCommand('retire_secrets', async (store, command) => {
    const outcome = await store.apply(command);
    const { organizationId, tokenId, actor, at } = command;
    if (outcome.ok) await store.apply({ type: 'revoke_token', organizationId, tokenId, actor, at });
    return outcome;
  }),

  'its rotation ends the secret in use at once': breakCommand('rotate_token', (command) => ({
    ...command,
    overlapUntil: command.at,
  })),

  'its rotation never ends the secret in use': breakCommand('rotate_token', (command) => ({
    ...command,
    overlapUntil: Number.MAX_SAFE_INTEGER,
  })),

  'a pending secret that is replaced has the overlap': breakCommand('rotate_token', (command) => ({
    ...command,
    drainUntil: command.overlapUntil,
  })),

  'a pending secret that is replaced ends at once': breakCommand('rotate_token', (command) => ({
    ...command,
    drainUntil: command.at,
  })),

  'its rotation moves the end of a secret back': (store) => {
    const ends = new Map<string, number>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'rotate_token') ends.set(command.tokenId, command.overlapUntil);
        return store.apply(command);
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        if (record === null || record.secretExpiresAt === null) return record;
        return { ...record, secretExpiresAt: ends.get(record.tokenId) ?? null };
      },
    };
  },

  'its rotation does not change the expiry': breakCommand('rotate_token', (command) => ({
    ...command,
    expiresAt: undefined,
  })),

  'a rotation that extends the token extends its older secrets': (store) => {
    const tokens = new Map<string, number>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'rotate_token') tokens.set(command.tokenId, command.overlapUntil);
        return store.apply(command);
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        if (record === null || record.secretExpiresAt === null || record.secretPending) return record;
        const late = record.secretExpiresAt === START + 100;
        return late ? { ...record, secretExpiresAt: tokens.get(record.tokenId) ?? null } : record;
      },
    };
  },

  'the first use of a secret ends no other': breakCommand('rotate_token', (command) => ({
    ...command,
    firstUseDrainMs: null,
  })),

  'the first use of every secret ends the others': breakCommand('rotate_token', (command) => ({
    ...command,
    firstUseDrainMs: command.firstUseDrainMs ?? 0,
  })),

  'the first use of a secret ends the others without the drain': breakCommand('rotate_token', (command) => ({
    ...command,
    firstUseDrainMs: typeof command.firstUseDrainMs === 'number' ? 0 : null,
  })),

  'each use of a secret ends the others': (store) =>
    breakApply(store, async (command) => {
      const outcome = await store.apply(command);
      if (command.type !== 'activate_secret' || !outcome.ok) return outcome;
      const digest = crypto.getRandomValues(new Uint8Array(32));
      const { organizationId, tokenId, actor, at } = command;
      const about = { organizationId, tokenId, actor, at };
      await store.apply({
        ...{ ...about, type: 'rotate_token', mask: 'm', digest },
        ...{ overlapUntil: at, drainUntil: at },
      });
      return outcome;
    }),

  'an older secret that ends with the first use is missing from the log': (store) => {
    let uses = 0;
    let drains = false;
    const counted = breakApply(store, (command) => {
      if (command.type === 'rotate_token') drains = typeof command.firstUseDrainMs === 'number';
      if (command.type === 'activate_secret' && drains) uses = 1;
      return store.apply(command);
    });
    return breakLog((rows) => (uses > 0 ? rows.slice(0, -1) : rows))(counted);
  },

  'it never forgets a secret': breakCommand('rotate_token', (command) => ({
    ...command,
    forgetEndedBefore: undefined,
  })),

  'it forgets secrets too early': breakCommand('rotate_token', (command) => ({
    ...command,
    forgetEndedBefore: command.forgetEndedBefore === undefined ? undefined : command.forgetEndedBefore + 1,
  })),

  'it lists the newest secret only': (store) => ({
    ...store,
    listSecrets: async (...ids) => (await store.listSecrets(...ids)).slice(-1),
  }),

  'it lists the newest secret first': (store) => ({
    ...store,
    listSecrets: async (...ids) => [...(await store.listSecrets(...ids))].reverse(),
  }),

  'it lists no secret that has an end': (store) => ({
    ...store,
    listSecrets: async (...ids) =>
      (await store.listSecrets(...ids)).filter(({ expiresAt }) => expiresAt === null),
  }),

  'it lists the secrets of any organization': (store) => {
    const owners = new Map<string, string>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'issue_token') owners.set(command.tokenId, command.organizationId);
        return store.apply(command);
      }),
      listSecrets: (organizationId, id) => store.listSecrets(owners.get(id) ?? organizationId, id),
    };
  },

  'a rotation sent again makes another secret': (store) => {
    const sent = new Set<string>();
    return breakApply(store, (command) => {
      if (command.type !== 'rotate_token') return store.apply(command);
      const key = command.digest.join();
      if (sent.has(key))
        return store.apply({ ...command, digest: crypto.getRandomValues(new Uint8Array(32)) });
      sent.add(key);
      return store.apply(command);
    });
  },

  'of two rotations at once, one fails': (store) => {
    const busy = new Set<string>();
    return breakApply(store, async (command) => {
      if (command.type !== 'rotate_token') return store.apply(command);
      if (busy.has(command.tokenId)) return { ok: false, reason: 'conflict' };
      busy.add(command.tokenId);
      return store.apply(command).finally(() => busy.delete(command.tokenId));
    });
  },

  'it rotates what it read before': (store) => {
    const views = new Map<string, StoredToken>();
    return {
      ...breakApply(store, async (command) => {
        if (command.type !== 'rotate_token') return store.apply(command);
        const before = await store.getToken(command.organizationId, command.tokenId);
        await Promise.resolve();
        const outcome = await store.apply(command);
        // It writes the whole row back, as it was before the token was revoked meanwhile.
        const revived = !outcome.ok && outcome.reason === 'revoked' && before?.revokedAt === null;
        if (!revived) return outcome;
        views.set(before.id, before);
        return { ok: true, token: before };
      }),
      async lookup(digests) {
        const record = await store.lookup(digests);
        return record && views.has(record.tokenId) ? { ...record, revokedAt: null } : record;
      },
    };
  },

  'it rotates a revoked token': replaceCommand('rotate_token', async (store, command) => {
    const outcome = await store.apply(command);
    return !outcome.ok && outcome.reason === 'revoked' ? returnTokenOnly(store, command) : outcome;
  }),

  'it shows the mask of the first secret': (store) => {
    const masks = new Map<string, string>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'issue_token') masks.set(command.tokenId, command.mask);
        return store.apply(command);
      }),
      async getToken(organizationId, id) {
        const token = await store.getToken(organizationId, id);
        return token && { ...token, mask: masks.get(id) ?? token.mask };
      },
    };
  },

  'the secret of an ended rotation is free again': replaceCommand('issue_token', async (store, command) => {
    const record = await store.lookup([command.digest]);
    if (record === null || record.secretExpiresAt === null || record.secretExpiresAt > command.at) {
      return store.apply(command);
    }
    return store.apply({ ...command, digest: crypto.getRandomValues(new Uint8Array(32)) });
  }),

  'it never says that a secret is pending': breakRecord(() => ({ secretPending: false })),

  'it forgets the first use of a secret': replaceCommand('activate_secret', returnTokenOnly),

  'the first use of a secret is a change of rights': (store) => {
    let uses = 0;
    const countUses = breakApply(store, (command) => {
      if (command.type === 'activate_secret') uses += 1;
      return store.apply(command);
    });
    return breakLog((rows) => appendRows(rows, uses))(countUses);
  },

  'it takes the first use of any secret for the token’s own': replaceCommand(
    'activate_secret',
    async (store, command) => {
      const record: TokenRecord | null = await store.lookup([command.digest]);
      return store.apply({ ...command, tokenId: record?.tokenId ?? command.tokenId });
    },
  ),
};
