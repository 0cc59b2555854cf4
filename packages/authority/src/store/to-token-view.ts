import { isLater } from '../expiry.ts';
import type { UseRecorder } from '../use/create-use-recorder.ts';
import { USE_INTERVAL_MS } from '../use/use-interval.ts';
import type { StoredToken, TokenState, TokenView } from './views.ts';

/** Counts uses that may not be in the store yet; `null` if no use is recorded. */
interface ViewSettings {
  readonly recorder: Pick<UseRecorder, 'lastUses'> | null;
}

/**
 * Adds the state of a token, and the uses that only this process knows.
 *
 * @param at The time, in epoch milliseconds, by the authority's clock.
 */
export const toTokenView = (settings: ViewSettings, token: StoredToken, at: number): TokenView =>
  createTokenViewer(settings, at)(token);

/** Creates a function that does the same for each token of a list. */
export function createTokenViewer({ recorder }: ViewSettings, at: number): (token: StoredToken) => TokenView {
  const lastUses = recorder?.lastUses();
  return (token) => ({
    ...token,
    state: stateOf(token, at),
    lastUsedAt: latest(token.lastUsedAt, lastUses?.get(token.id)),
    lastUsedPrecisionMs: USE_INTERVAL_MS,
  });
}

const latest = (stored: number | null, counted: number | undefined): number | null =>
  counted === undefined ? stored : Math.max(stored ?? counted, counted);

/** Returns the state of a token at a time, in epoch milliseconds. */
export function stateOf(
  { revokedAt, expiresAt, suspendedAt }: Pick<StoredToken, 'revokedAt' | 'expiresAt' | 'suspendedAt'>,
  at: number,
): TokenState {
  if (revokedAt !== null) return 'revoked';
  if (!isLater(expiresAt, at)) return 'expired';
  return suspendedAt === null ? 'active' : 'suspended';
}
