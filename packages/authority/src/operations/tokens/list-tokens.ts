import type { TokenKind } from '@lynk-auth/core';
import type { Access } from '../../access/access.ts';
import { canListTokens, visibilityOf } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import type { TokenOrder } from '../../store/store.ts';
import { createTokenViewer } from '../../store/to-token-view.ts';
import type { TokenState, TokenView } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';
import { formatCursor, parseCursor } from './token-cursor.ts';

/** Which tokens to list: those to which every property applies. */
export interface TokenListFilter {
  /** @default both kinds */
  readonly kind?: TokenKind | undefined;
  /** Personal tokens of this user. */
  readonly ownerId?: string | undefined;
  /** Tokens that are in this state now. */
  readonly state?: TokenState | undefined;
  /** Service tokens with this role. */
  readonly roleId?: string | undefined;
  /** Tokens that expire before this time: a `Date` or epoch milliseconds. */
  readonly expiresBefore?: Date | number | undefined;
  /** Tokens that never expire, if true; tokens with an expiry, if false. */
  readonly neverExpires?: boolean | undefined;
  /**
   * Tokens that were not used since this time and were created before it, a `Date` or epoch milliseconds: those that were
   * last used before, and those that were never used. A use in another process is known up to `lastUsedPrecisionMs` later.
   */
  readonly unusedSince?: Date | number | undefined;
  /**
   * Tokens whose name contains this string, at most 100 characters. The letters A to Z are the same as a to z. An
   * empty string is no search.
   */
  readonly search?: string | undefined;
  /**
   * The order of the tokens: the newest or the oldest first, by name (A to Z the same as a to z), or the next to expire first.
   *
   * A token keeps its place in `newest` and `oldest`. In the other two, a token whose name or expiry changes between two
   * pages may be on both of them, or on none.
   * @default 'newest'
   */
  readonly order?: TokenOrder | undefined;
  /**
   * How many tokens the page has at most, from 1 to 200.
   * @default 50
   */
  readonly limit?: number | undefined;
  /**
   * The `nextCursor` of the page before, with the same filter and order.
   * @default the first page
   */
  readonly cursor?: string | undefined;
}

/** A page of tokens. */
export interface TokenList {
  /** In the order of the filter. */
  readonly tokens: readonly TokenView[];
  /**
   * The cursor of the next page; `null` after the last one. A page of a filter or a search may be shorter than the limit,
   * and even empty, while there is a next one.
   */
  readonly nextCursor: string | null;
  /** How many tokens the filter has that the actor sees, on all pages. */
  readonly total: number;
  /** `false` if there are more tokens than the store counts: 10,000 with `@lynk-auth/sql`. */
  readonly totalIsExact: boolean;
}

const DEFAULT_LIMIT = 50;
const nothing = { tokens: [], nextCursor: null, total: 0, totalIsExact: true } as const;

export async function listTokens(
  settings: Settings,
  access: Access,
  filter: TokenListFilter = {},
): Promise<Outcome<TokenList>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const read = readInput(inputSchemas().tokenFilter, filter, settings);
  if (!read.ok) return read;
  const { cursor, state, search, limit = DEFAULT_LIMIT, order = 'newest', ...equal } = read.value;
  const after = cursor === undefined ? undefined : parseCursor(cursor, order);
  if (after === null) return failWith('bad_cursor', 'cursor');

  const { organizationId, at } = access;
  const visible = visibilityOf(settings, access).query;
  const { kind = visible.kind } = equal;
  if (visible.kind !== undefined && kind !== visible.kind) return { ok: true, ...nothing };
  const { unusedSince } = equal;
  const page = await settings.store.listTokens({
    ...equal,
    ...{ organizationId, kind, managedBy: visible.managedBy, order, after, limit },
    state: state && { is: state, at },
    search: search === '' ? undefined : search,
  });
  return {
    ok: true,
    // A use that this process has counted may not be in the store yet.
    tokens: page.tokens
      .map(createTokenViewer(settings, at))
      .filter(({ lastUsedAt }) => unusedSince === undefined || (lastUsedAt ?? 0) < unusedSince),
    nextCursor: page.next && formatCursor(page.next, order),
    total: page.total,
    totalIsExact: page.totalIsExact,
  };
}
