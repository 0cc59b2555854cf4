import { isLater } from '../expiry.ts';
import type { TokenPage, TokenPosition, TokenQuery } from '../store/store.ts';
import { stateOf } from '../store/to-token-view.ts';
import type { StoredToken } from '../store/views.ts';

/** Returns one page of the tokens that a query names. It examines all of them. */
export function listTokens(tokens: readonly StoredToken[], query: TokenQuery): TokenPage {
  const { after, limit } = query;
  const found = tokens.filter((token) => matches(token, query)).sort(compare);
  const rest = after === undefined ? found : found.filter((token) => compare(after, token) < 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = last === undefined || rest.length <= limit ? null : { createdAt: last.createdAt, id: last.id };
  return { tokens: page, next, total: found.length, totalIsExact: true };
}

/** Newest first, then by descending id. */
function compare(one: TokenPosition, other: TokenPosition): number {
  if (one.createdAt !== other.createdAt) return other.createdAt - one.createdAt;
  if (one.id === other.id) return 0;
  return one.id < other.id ? 1 : -1;
}

function matches(token: StoredToken, query: TokenQuery): boolean {
  const { organizationId, kind, ownerId, roleId, managedBy, state, expiresBefore, unusedSince, search } =
    query;
  return (
    token.organizationId === organizationId &&
    (kind === undefined || token.kind === kind) &&
    (ownerId === undefined || token.ownerId === ownerId) &&
    (roleId === undefined || token.roleId === roleId) &&
    (managedBy === undefined ||
      (token.managedBy.kind === managedBy.kind && token.managedBy.id === managedBy.id)) &&
    (state === undefined || stateOf(token, state.at) === state.is) &&
    (expiresBefore === undefined || isLater(expiresBefore, token.expiresAt)) &&
    (unusedSince === undefined || (token.lastUsedAt ?? token.createdAt) < unusedSince) &&
    (search === undefined || toLowerCase(token.name).includes(toLowerCase(search)))
  );
}

/** The letters A to Z only: a database does the same whatever its locale is. */
const toLowerCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
