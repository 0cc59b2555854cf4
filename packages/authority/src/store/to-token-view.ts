import { isLater } from '../expiry.ts';
import type { StoredToken, TokenState, TokenView } from './views.ts';

/**
 * Adds the state of a token.
 *
 * @param at The time, in epoch milliseconds, by the authority's clock.
 */
export const toTokenView = (token: StoredToken, at: number): TokenView => ({
  ...token,
  state: stateOf(token, at),
});

/** Returns the state of a token at a time, in epoch milliseconds. */
export function stateOf(
  { revokedAt, expiresAt, suspendedAt }: Pick<StoredToken, 'revokedAt' | 'expiresAt' | 'suspendedAt'>,
  at: number,
): TokenState {
  if (revokedAt !== null) return 'revoked';
  if (!isLater(expiresAt, at)) return 'expired';
  return suspendedAt === null ? 'active' : 'suspended';
}
