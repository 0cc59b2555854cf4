import type { TokenListFilter, TokenView } from '@lynk-auth/authority';

/** Which tokens the list shows. */
export type ListFilter = 'all' | 'active' | 'expiring' | 'suspended' | 'expired' | 'revoked';

/** The order of the tokens in the list. */
export type ListSort = 'newest' | 'name' | 'expiry' | 'use';

export const listFilters: readonly ListFilter[] = [
  'all',
  'active',
  'expiring',
  'suspended',
  'expired',
  'revoked',
];
export const listSorts: readonly ListSort[] = ['newest', 'name', 'expiry', 'use'];

/** What a person has chosen to see. */
export interface ListView {
  readonly search: string;
  readonly filter: ListFilter;
  readonly roleId: string;
  readonly sort: ListSort;
}

export const wholeList: ListView = { search: '', filter: 'all', roleId: '', sort: 'newest' };

/** Returns whether a view leaves tokens out. */
export const isNarrowed = ({ search, filter, roleId }: ListView): boolean =>
  search.trim() !== '' || filter !== 'all' || roleId !== '';

const EXPIRING_MS = 14 * 86_400_000;
const MINUTE = 60_000;

/**
 * Returns the filter of the API for a view.
 *
 * @param now The time, in epoch milliseconds.
 */
export function toApiFilter(
  { search, filter, roleId }: ListView,
  now: number,
): Omit<TokenListFilter, 'cursor'> {
  const isExpiring = filter === 'expiring';
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(roleId === '' ? {} : { roleId }),
    ...(filter === 'all' ? {} : { state: isExpiring ? 'active' : filter }),
    // In whole hours, so that the filter stays the same for a while.
    ...(isExpiring ? { expiresBefore: Math.ceil((now + EXPIRING_MS) / (60 * MINUTE)) * 60 * MINUTE } : {}),
  };
}

/** Sorts the tokens that were read so far. */
export function sortTokens(
  tokens: readonly TokenView[],
  sort: ListSort,
  locale: string | undefined,
): readonly TokenView[] {
  if (sort === 'newest') return tokens;
  const compare = {
    name: (one: TokenView, other: TokenView) => one.name.localeCompare(other.name, locale),
    // Never comes last.
    expiry: (one: TokenView, other: TokenView) =>
      (one.expiresAt ?? Number.MAX_VALUE) - (other.expiresAt ?? Number.MAX_VALUE),
    use: (one: TokenView, other: TokenView) => (other.lastUsedAt ?? 0) - (one.lastUsedAt ?? 0),
  }[sort];
  return [...tokens].sort(compare);
}
