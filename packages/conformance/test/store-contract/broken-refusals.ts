import type { Refusals, Store } from '@lynk-auth/authority';
import { appendRows, type Break, breakLog } from './broken-commands.ts';

/** Changes what is known of the rejections of a token. */
const breakList =
  (change: (refusals: readonly Refusals[]) => readonly Refusals[]): Break =>
  (store) => ({
    ...store,
    listRefusals: async (...ids) => change(await store.listRefusals(...ids)),
  });

/** Stores with a defect in recording the rejections of tokens. */
export const brokenRefusals: Readonly<Record<string, Break>> = {
  'it records no rejection': (store) => ({ ...store, recordRefusals: async () => undefined }),

  'it counts a batch of rejections again that is sent again': (store) => ({
    ...store,
    recordRefusals: (batch) => store.recordRefusals({ ...batch, id: crypto.randomUUID() }),
  }),

  'it takes every batch of rejections of a minute for the same one': (store) => ({
    ...store,
    recordRefusals: (batch) => store.recordRefusals({ ...batch, id: String(batch.at) }),
  }),

  'it records the first rejection of a batch only': (store) => ({
    ...store,
    recordRefusals: (batch) => store.recordRefusals({ ...batch, refusals: batch.refusals.slice(0, 1) }),
  }),

  'it rejects a batch with an unknown token': (store) => {
    const known = new Set<string>();
    return {
      ...store,
      apply(command) {
        if (command.type === 'issue_token') known.add(command.tokenId);
        return store.apply(command);
      },
      async recordRefusals(batch) {
        if (!batch.refusals.every(({ tokenId }) => known.has(tokenId))) throw new Error('Unknown token.');
        await store.recordRefusals(batch);
      },
    };
  },

  'it keeps the latest reason only': breakList((refusals) => refusals.slice(0, 1)),

  'its reasons are in the order of their names': breakList((refusals) =>
    refusals.toSorted((one, other) => (one.reason < other.reason ? -1 : 1)).reverse(),
  ),

  'it forgets the address of a rejection': breakList((refusals) =>
    refusals.map((each) => ({ ...each, clientIp: null })),
  ),

  'it takes the last batch of rejections for the last one': (store) => {
    let last = 0;
    const recording: Store = {
      ...store,
      async recordRefusals(batch) {
        last = batch.refusals.at(-1)?.lastAt ?? last;
        await store.recordRefusals(batch);
      },
    };
    return breakList((refusals) =>
      refusals.map((each, index) => (index === 0 ? { ...each, lastAt: last } : each)),
    )(recording);
  },

  'it takes the last batch of rejections for the first one': (store) => {
    let first = 0;
    const recording: Store = {
      ...store,
      async recordRefusals(batch) {
        first = batch.refusals.at(-1)?.firstAt ?? first;
        await store.recordRefusals(batch);
      },
    };
    return breakList((refusals) => refusals.map((each) => ({ ...each, firstAt: first })))(recording);
  },

  'it adds no event of a rejection': (store) => ({
    ...store,
    recordRefusals: (batch) => store.recordRefusals({ ...batch, events: [] }),
  }),

  'it adds the events of a batch again that is sent again': (store) => ({
    ...store,
    async recordRefusals(batch) {
      await store.recordRefusals({ ...batch, events: [] });
      await store.addEvents(batch.events);
    },
  }),

  'it lists rejections of any organization': (store) => {
    const homes = new Map<string, string>();
    return {
      ...store,
      apply(command) {
        if (command.type === 'issue_token') homes.set(command.tokenId, command.organizationId);
        return store.apply(command);
      },
      listRefusals: (organizationId, id) => store.listRefusals(homes.get(id) ?? organizationId, id),
    };
  },

  'it keeps the rejections of a deleted token': (store) => {
    const kept = new Map<string, readonly Refusals[]>();
    return {
      ...store,
      async apply(command) {
        if (command.type === 'delete_token') {
          kept.set(command.tokenId, await store.listRefusals(command.organizationId, command.tokenId));
        }
        return store.apply(command);
      },
      listRefusals: async (organizationId, id) =>
        kept.get(id) ?? (await store.listRefusals(organizationId, id)),
    };
  },

  'a rejection is a change of rights': (store) => {
    let batches = 0;
    const counted: Store = {
      ...store,
      recordRefusals(batch) {
        batches += 1;
        return store.recordRefusals(batch);
      },
    };
    return breakLog((rows) => appendRows(rows, batches))(counted);
  },
};
