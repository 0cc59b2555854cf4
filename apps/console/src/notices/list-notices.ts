import type { Management, RefusalReason, Store, TokenView } from '@lynk-auth/authority';

/** Something about a token that a person should know. */
export type Notice = { readonly token: NoticeToken } & (
  | {
      readonly kind: 'expiring';
      /** Epoch milliseconds. */
      readonly expiresAt: number;
      /** The step that has begun: at most this many days are left. */
      readonly daysLeft: number;
    }
  | {
      readonly kind: 'refused';
      readonly reason: RefusalReason;
      readonly count: number;
      /** Epoch milliseconds. */
      readonly lastAt: number;
    }
);

type NoticeToken = Pick<TokenView, 'id' | 'name' | 'mask'>;

const DAY_MS = 86_400_000;
const STEPS = [1, 7, 14] as const;
/** How long after the last rejection a notice of it stays. */
const REFUSED_MS = 7 * DAY_MS;
/** Rejections are one read for each token, so only the newest tokens of each kind are examined. */
const EXAMINED = 50;

/**
 * Lists what a person should know about their own personal tokens and the service tokens that they see: those that expire soon, soonest
 * first, and those that were rejected since their last change, latest first. A token that is extended, rotated to a later expiry or
 * revoked does not expire soon any more.
 *
 * @param management Acts as the person.
 * @param now Epoch milliseconds.
 */
export async function listNotices(
  management: Management,
  {
    store,
    userId,
    now,
  }: { readonly store: Pick<Store, 'listRefusals'>; readonly userId: string; readonly now: number },
): Promise<readonly Notice[]> {
  const lists = [{ kind: 'personal', ownerId: userId }, { kind: 'service' }] as const;
  const read = async (filter: Parameters<Management['listTokens']>[0]) => {
    const pages = await Promise.all(lists.map((list) => management.listTokens({ ...list, ...filter })));
    return pages.flatMap((page) => (page.ok ? page.tokens : []));
  };
  const expiring = await read({ state: 'active', expiresBefore: now + 14 * DAY_MS, limit: 200 });
  const newest = await read({ limit: EXAMINED });
  const refused = await Promise.all(newest.map((token) => findRefusals(store, token, now)));
  return [
    ...expiring
      .flatMap((token) => findExpiry(token, now))
      .sort((one, other) => one.expiresAt - other.expiresAt),
    ...refused.flat().sort((one, other) => other.lastAt - one.lastAt),
  ];
}

/** A token has no step that is as long as its lifetime, or longer: who creates one for a week knows when it ends. */
function findExpiry(token: TokenView, now: number) {
  const { expiresAt, createdAt } = token;
  if (expiresAt === null) return [];
  const daysLeft = STEPS.find((days) => expiresAt <= now + days * DAY_MS);
  if (daysLeft === undefined || expiresAt - createdAt <= daysLeft * DAY_MS) return [];
  return [{ kind: 'expiring', token: describe(token), expiresAt, daysLeft } as const];
}

async function findRefusals(store: Pick<Store, 'listRefusals'>, token: TokenView, now: number) {
  const refusals = await store.listRefusals(token.organizationId, token.id);
  return refusals
    .filter(({ lastAt }) => lastAt > now - REFUSED_MS && lastAt > token.updatedAt)
    .map(
      ({ reason, count, lastAt }) =>
        ({ kind: 'refused', token: describe(token), reason, count, lastAt }) as const,
    );
}

const describe = ({ id, name, mask }: TokenView): NoticeToken => ({ id, name, mask });
