import type { Access } from '../access/access.ts';
import { type Expiry, isLater, LATEST_EXPIRY } from '../expiry.ts';
import type { FailureCode } from '../outcome.ts';
import type { Settings } from '../read-options.ts';

/** The requested expiry, and the time from which the token's lifetime counts. */
export interface ExpiryRequest {
  readonly requested: Expiry | undefined;
  readonly createdAt: number;
}

/** The expiry that the token gets, or why the request is rejected. */
export type ResolvedExpiry =
  | { readonly ok: true; readonly expiresAt: Expiry }
  | { readonly ok: false; readonly code: FailureCode };

/**
 * Resolves the expiry that an actor requests for a token. Enforces the longest lifetime, whether a token may
 * have no expiry, and the expiry of the actor's own token: without a requested expiry the new token gets that
 * one, and a later one is rejected. The policies apply to every actor, the system included.
 */
export function resolveExpiry(
  { policies }: Settings,
  { at, expiresAt: limit }: Access,
  { requested = null, createdAt }: ExpiryRequest,
): ResolvedExpiry {
  const expiresAt = requested ?? limit;
  if (!isLater(expiresAt, at)) return { ok: false, code: 'bad_expiry' };
  if (isLater(expiresAt, limit)) return { ok: false, code: 'exceeds_expiry' };
  const { maxLifetimeSeconds, allowNoExpiry } = policies;
  if (expiresAt === null && !(allowNoExpiry && maxLifetimeSeconds === undefined)) {
    return { ok: false, code: 'expiry_required' };
  }
  const last = maxLifetimeSeconds === undefined ? LATEST_EXPIRY : createdAt + maxLifetimeSeconds * 1000;
  if (expiresAt !== null && expiresAt > last) return { ok: false, code: 'exceeds_lifetime' };
  return { ok: true, expiresAt };
}
