import type { SecretUsage, Store } from '@lynk-auth/authority';
import { appendRows, type Break, breakLog } from './broken-commands.ts';

/** Changes what is known of the use of secrets. */
const breakUsage =
  (change: (usage: SecretUsage) => SecretUsage | null): Break =>
  (store) => ({
    ...store,
    listSecrets: async (...ids) =>
      (await store.listSecrets(...ids)).map((secret) => ({
        ...secret,
        usage: secret.usage && change(secret.usage),
      })),
  });

/** Stores with a defect in recording the use of secrets. */
export const brokenUses: Readonly<Record<string, Break>> = {
  'it records no use': (store) => ({ ...store, recordUse: async () => undefined }),

  'it counts a batch of uses again that is sent again': (store) => ({
    ...store,
    recordUse: (batch) => store.recordUse({ ...batch, id: crypto.randomUUID() }),
  }),

  'it takes every batch of a minute for the same one': (store) => ({
    ...store,
    recordUse: (batch) => store.recordUse({ ...batch, id: String(batch.at) }),
  }),

  'it records the first secret of a batch only': (store) => ({
    ...store,
    recordUse: (batch) => store.recordUse({ ...batch, uses: batch.uses.slice(0, 1) }),
  }),

  'a late batch moves the last use back': (store) => {
    let last = 0;
    const recording: Store = {
      ...store,
      async recordUse(batch) {
        last = batch.uses.at(-1)?.lastUsedAt ?? last;
        await store.recordUse(batch);
      },
    };
    return breakUsage((usage) => ({ ...usage, lastUsedAt: last }))(recording);
  },

  'it takes the last batch for the first use': (store) => {
    let first = 0;
    const recording: Store = {
      ...store,
      async recordUse(batch) {
        first = batch.uses.at(-1)?.firstUsedAt ?? first;
        await store.recordUse(batch);
      },
    };
    return breakUsage((usage) => ({ ...usage, firstUsedAt: first }))(recording);
  },

  'a token has the last use of its newest secret only': (store) => ({
    ...store,
    async getToken(organizationId, id) {
      const token = await store.getToken(organizationId, id);
      const secrets = await store.listSecrets(organizationId, id);
      return token && { ...token, lastUsedAt: secrets.at(-1)?.usage?.lastUsedAt ?? null };
    },
  }),

  'a token forgets its last use with the secret': (store) => ({
    ...store,
    async getToken(organizationId, id) {
      const token = await store.getToken(organizationId, id);
      const secrets = await store.listSecrets(organizationId, id);
      const last = Math.max(0, ...secrets.map(({ usage }) => usage?.lastUsedAt ?? 0));
      return token && { ...token, lastUsedAt: last || null };
    },
  }),

  'a token that is found has no last use': (store) => ({
    ...store,
    async findToken(organizationId, digests) {
      const token = await store.findToken(organizationId, digests);
      return token && { ...token, lastUsedAt: null };
    },
  }),

  'the last batch is the last use of a token': (store) => {
    const lastUses = new Map<string, number>();
    const digests = new Map<string, string>();
    return {
      ...store,
      apply(command) {
        if ('digest' in command) digests.set(String(command.digest), command.tokenId);
        return store.apply(command);
      },
      async recordUse(batch) {
        await store.recordUse(batch);
        for (const use of batch.uses) lastUses.set(digests.get(String(use.digest)) ?? '', use.lastUsedAt);
      },
      async getToken(organizationId, id) {
        const token = await store.getToken(organizationId, id);
        return token && { ...token, lastUsedAt: lastUses.get(id) ?? null };
      },
    };
  },

  'it keeps the uses of a week only': breakUsage((usage) => ({ ...usage, days: usage.days.slice(-7) })),

  'it keeps one address only': breakUsage((usage) => ({ ...usage, addresses: usage.addresses.slice(0, 1) })),

  'its addresses are in the order of their names': breakUsage((usage) => ({
    ...usage,
    addresses: usage.addresses.toSorted((one, other) => (one.address < other.address ? -1 : 1)),
  })),

  'it forgets the user agent': breakUsage((usage) => ({ ...usage, userAgent: null })),

  'its calls are counted from the first secret': breakUsage((usage) => ({
    ...usage,
    calls: usage.days.reduce((sum, { calls }) => sum + calls, 0),
  })),

  'it rejects a batch with an unknown secret': (store) => {
    const known = new Set<string>();
    return {
      ...store,
      apply(command) {
        if ('digest' in command) known.add(String(command.digest));
        return store.apply(command);
      },
      async recordUse(batch) {
        if (!batch.uses.every(({ digest }) => known.has(String(digest)))) throw new Error('Unknown secret.');
        await store.recordUse(batch);
      },
    };
  },

  'a use is a change of rights': (store) => {
    let batches = 0;
    const counted: Store = {
      ...store,
      recordUse(batch) {
        batches += 1;
        return store.recordUse(batch);
      },
    };
    return breakLog((rows) => appendRows(rows, batches))(counted);
  },
};
