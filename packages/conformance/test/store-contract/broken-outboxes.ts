import type { Store } from '@lynk-auth/authority';
import type { Break } from './broken-commands.ts';

const DAY = 86_400_000;

/** Stores with a defect in the outbox, or in what is announced of expiries. */
export const brokenOutboxes: Readonly<Record<string, Break>> = {
  'it adds no event': (store) => ({ ...store, addEvents: async () => undefined }),

  'it takes events with the same body for the same one': (store) => ({
    ...store,
    addEvents: (events) => store.addEvents(events.map((event) => ({ ...event, id: event.body }))),
  }),

  'it adds an event again that is sent again': (store) => ({
    ...store,
    addEvents: (events) => store.addEvents(events.map((event) => ({ ...event, id: crypto.randomUUID() }))),
  }),

  'it rejects events of unknown tokens': (store) => {
    const known = new Set<string>();
    return {
      ...store,
      apply(command) {
        if (command.type === 'issue_token') known.add(command.tokenId);
        return store.apply(command);
      },
      async addEvents(events) {
        if (!events.every(({ tokenId }) => known.has(tokenId))) throw new Error('Unknown token.');
        await store.addEvents(events);
      },
    };
  },

  'a claim does not end': (store) => ({
    ...store,
    claimEvents: (claim) => store.claimEvents({ ...claim, until: Number.MAX_SAFE_INTEGER }),
  }),

  'a claim keeps nothing from another one': (store) => ({
    ...store,
    claimEvents: (claim) => store.claimEvents({ ...claim, until: claim.at }),
  }),

  'a claim ignores its limit': (store) => ({
    ...store,
    claimEvents: (claim) => store.claimEvents({ ...claim, limit: 1000 }),
  }),

  'a claim reads first and claims later': (store) => {
    let read: ReturnType<Store['claimEvents']> | undefined;
    return {
      ...store,
      claimEvents(claim) {
        read ??= store.claimEvents(claim).finally(() => {
          read = undefined;
        });
        return read;
      },
    };
  },

  'its claims are in no order': (store) => ({
    ...store,
    async claimEvents(claim) {
      const claimed = await store.claimEvents({ ...claim, limit: 100 });
      const [kept, dropped] = [claimed.slice(-claim.limit), claimed.slice(0, -claim.limit)];
      await store.settleEvents(dropped.map((event) => ({ ...event, retryAt: claim.at })));
      return kept;
    },
  }),

  'it counts no attempts': (store) => ({
    ...store,
    claimEvents: async (claim) =>
      (await store.claimEvents(claim)).map((event) => ({ ...event, attempts: 1 })),
  }),

  'it keeps events of any age': (store) => ({
    ...store,
    claimEvents: (claim) => store.claimEvents({ ...claim, keepFrom: 0 }),
  }),

  'a settlement deletes the event in any case': (store) => ({
    ...store,
    settleEvents: (all) => store.settleEvents(all.map((each) => ({ ...each, retryAt: null }))),
  }),

  'a settlement deletes no event': (store) => ({
    ...store,
    settleEvents: (all) => store.settleEvents(all.filter(({ retryAt }) => retryAt !== null)),
  }),

  'a late settlement moves a later claim': (store) => {
    const attempts = new Map<string, number>();
    return {
      ...store,
      async claimEvents(claim) {
        const claimed = await store.claimEvents(claim);
        for (const event of claimed) attempts.set(event.id, event.attempts);
        return claimed;
      },
      settleEvents: (all) =>
        store.settleEvents(
          all.map((each) => ({ ...each, attempts: attempts.get(each.id) ?? each.attempts })),
        ),
    };
  },

  'it forgets what was announced': (store) => ({
    ...store,
    addEvents: (events) => store.addEvents(events.map(({ notice: _, ...event }) => event)),
  }),

  'it announces a token once, whatever its expiry is': (store) => ({
    ...store,
    addEvents: (events) =>
      store.addEvents(
        events.map((event) => ({
          ...event,
          ...(event.notice && { notice: { ...event.notice, expiresAt: 0 } }),
        })),
      ),
  }),

  'it announces one step of an expiry': (store) => ({
    ...store,
    addEvents: (events) =>
      store.addEvents(
        events.map((event) => ({
          ...event,
          ...(event.notice && { notice: { ...event.notice, daysLeft: 7 } }),
        })),
      ),
  }),

  'it lists tokens whose owner is suspended': (store) => ({
    ...store,
    apply(command) {
      if (command.type !== 'suspend_member') return store.apply(command);
      return store.getMember(command.organizationId, command.userId).then((member) => ({
        ok: true,
        member,
      })) as never;
    },
  }),

  'it lists tokens that expire at any time': (store) => ({
    ...store,
    listExpiring: (query) => store.listExpiring({ ...query, expiresAfter: 0 }),
  }),

  'it lists tokens of the next day': (store) => ({
    ...store,
    listExpiring: (query) => store.listExpiring({ ...query, expiresUntil: query.expiresUntil + DAY }),
  }),

  'its period has no end': (store) => ({
    ...store,
    listExpiring: (query) => store.listExpiring({ ...query, expiresUntil: query.expiresUntil - 1 }),
  }),

  'its period begins too early': (store) => ({
    ...store,
    listExpiring: (query) => store.listExpiring({ ...query, expiresAfter: query.expiresAfter - 1 }),
  }),

  'its expiring tokens are in the order of their ids': (store) => ({
    ...store,
    async listExpiring(query) {
      const page = await store.listExpiring(query);
      return {
        ...page,
        tokens: page.tokens.toSorted((one, other) => (one.id < other.id ? -1 : 1)).reverse(),
      };
    },
  }),

  'its pages of expiring tokens overlap': (store) => ({
    ...store,
    listExpiring: (query) =>
      store.listExpiring({
        ...query,
        after: query.after && { ...query.after, expiresAt: query.after.expiresAt - 1 },
        limit: query.limit + 3,
      }),
  }),

  'its pages of expiring tokens skip those of the same time': (store) => ({
    ...store,
    listExpiring: (query) =>
      store.listExpiring({ ...query, after: query.after && { ...query.after, id: '~' } }),
  }),

  'it lists no expiring tokens after the first page': (store) => ({
    ...store,
    listExpiring: async (query) => ({ ...(await store.listExpiring(query)), next: null }),
  }),
};
