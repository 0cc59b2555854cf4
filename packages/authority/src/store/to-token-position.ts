import type { TokenOrder, TokenPosition } from './store.ts';
import type { StoredToken } from './views.ts';

/**
 * Returns the position of a token in a list. For authors of stores: an order compares the value, then the id. A database that
 * compares names as bytes of UTF-8 has the same order.
 *
 * @param token The token.
 * @param order The order of the list.
 */
export function toTokenPosition(
  { id, createdAt, name, expiresAt }: Pick<StoredToken, 'id' | 'createdAt' | 'name' | 'expiresAt'>,
  order: TokenOrder,
): TokenPosition {
  if (order === 'name') return { value: toLowerCase(name), id };
  if (order === 'expires') return { value: expiresAt ?? Number.MAX_SAFE_INTEGER, id };
  return { value: createdAt, id };
}

/** The letters A to Z only: a database does the same whatever its locale is. */
export const toLowerCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
