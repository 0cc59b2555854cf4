import { isLater } from '../expiry.ts';
import type { TokenOrder, TokenPage, TokenPosition, TokenQuery } from '../store/store.ts';
import { toLowerCase, toTokenPosition } from '../store/to-token-position.ts';
import { stateOf } from '../store/to-token-view.ts';
import type { StoredToken } from '../store/views.ts';

/** Returns one page of the tokens that a query names. It examines all of them. */
export function listTokens(tokens: readonly StoredToken[], query: TokenQuery): TokenPage {
  const { after, limit, order = 'newest' } = query;
  const compare = compareBy(order);
  const found = tokens
    .filter((token) => matches(token, query))
    .map((token) => ({ token, position: toTokenPosition(token, order) }))
    .sort((one, other) => compare(one.position, other.position));
  const rest = after === undefined ? found : found.filter(({ position }) => compare(after, position) < 0);
  const page = rest.slice(0, limit);
  const next = rest.length <= limit ? null : (page.at(-1)?.position ?? null);
  return { tokens: page.map(({ token }) => token), next, total: found.length, totalIsExact: true };
}

function compareBy(order: TokenOrder): (one: TokenPosition, other: TokenPosition) => number {
  const direction = order === 'newest' ? -1 : 1;
  return (one, other) =>
    direction * (compareValues(one.value, other.value) || compareValues(one.id, other.id));
}

function compareValues(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareStrings(String(one), String(other));
}

/** By code points, as a database compares the bytes of UTF-8: `<` compares the halves of a surrogate pair. */
function compareStrings(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  for (const [index, character] of left.entries()) {
    const against = right[index];
    if (against === undefined) return 1;
    if (character !== against) return (character.codePointAt(0) ?? 0) - (against.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}

function matches(token: StoredToken, query: TokenQuery): boolean {
  const {
    organizationId,
    kind,
    ownerId,
    roleId,
    managedBy,
    state,
    expiresBefore,
    neverExpires,
    unusedSince,
  } = query;
  const { search } = query;
  return (
    token.organizationId === organizationId &&
    (kind === undefined || token.kind === kind) &&
    (ownerId === undefined || token.ownerId === ownerId) &&
    (roleId === undefined || token.roleId === roleId) &&
    (managedBy === undefined ||
      (token.managedBy.kind === managedBy.kind && token.managedBy.id === managedBy.id)) &&
    (state === undefined || stateOf(token, state.at) === state.is) &&
    (expiresBefore === undefined || isLater(expiresBefore, token.expiresAt)) &&
    (neverExpires === undefined || (token.expiresAt === null) === neverExpires) &&
    (unusedSince === undefined || (token.lastUsedAt ?? token.createdAt) < unusedSince) &&
    (search === undefined || toLowerCase(token.name).includes(toLowerCase(search)))
  );
}
