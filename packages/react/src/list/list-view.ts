import type { TokenListFilter, TokenOrder } from '@lynk-auth/authority';

/** Which tokens a list shows: all, those in a state, or those with a risk. */
export const listFilters = [
  'all',
  'active',
  'expiring',
  'neverExpires',
  'idle',
  'powerful',
  'suspended',
  'expired',
  'revoked',
] as const;

/** Which tokens a list shows: all, those in a state, or those with a risk. */
export type ListFilter = (typeof listFilters)[number];

/**
 * Returns whether a value is a filter of the lists, for example one in the query of a URL.
 *
 * @param value The value.
 */
export const isListFilter = (value: unknown): value is ListFilter =>
  (listFilters as readonly unknown[]).includes(value);

/** The risks of tokens that work, which `useTokenHealth` counts. Each is a filter of the lists. */
export const tokenRisks = ['neverExpires', 'expiring', 'idle', 'powerful'] as const satisfies ListFilter[];

/** A risk of a token that works. */
export type TokenRisk = (typeof tokenRisks)[number];

export const listOrders: readonly TokenOrder[] = ['newest', 'oldest', 'name', 'expires'];

/** What a person has chosen to see. */
export interface ListView {
  readonly search: string;
  readonly filter: ListFilter;
  readonly roleId: string;
  readonly order: TokenOrder;
}

export const wholeList: ListView = { search: '', filter: 'all', roleId: '', order: 'newest' };

/** Returns whether a view leaves tokens out. */
export const isNarrowed = ({ search, filter, roleId }: ListView): boolean =>
  search.trim() !== '' || filter !== 'all' || roleId !== '';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Returns the filter of the API for the tokens with a risk.
 *
 * @param now The time, in epoch milliseconds. The filter is of whole hours, so that it stays the same for a while.
 */
export function riskFilter(risk: TokenRisk, now: number): Omit<TokenListFilter, 'cursor'> {
  const state = 'active';
  const hour = Math.ceil(now / HOUR) * HOUR;
  if (risk === 'neverExpires') return { state, neverExpires: true };
  if (risk === 'expiring') return { state, expiresBefore: hour + 14 * DAY };
  if (risk === 'idle') return { state, unusedSince: hour - 90 * DAY };
  // The API does not know what a role means, so the page looks at each service token.
  return { state, kind: 'service', limit: 200 };
}

/**
 * Returns the filter of the API for a view.
 *
 * @param now The time, in epoch milliseconds.
 */
export function toApiFilter(
  { search, filter, roleId, order }: ListView,
  now: number,
): Omit<TokenListFilter, 'cursor'> {
  return {
    ...toStateFilter(filter, now),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(roleId === '' ? {} : { roleId }),
    ...(order === 'newest' ? {} : { order }),
  };
}

function toStateFilter(filter: ListFilter, now: number): Omit<TokenListFilter, 'cursor'> {
  if (filter === 'all') return {};
  const risk = tokenRisks.find((each) => each === filter);
  return risk === undefined
    ? { state: filter as Exclude<ListFilter, TokenRisk | 'all'> }
    : riskFilter(risk, now);
}
