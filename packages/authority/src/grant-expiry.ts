import type { Access } from './access.ts';
import { type Expiry, isLater, LATEST_EXPIRY } from './expiry.ts';
import type { FailureCode } from './failures.ts';
import type { Settings } from './read-options.ts';

/** What is asked for, and from when on a token's lifetime counts. */
export interface ExpiryRequest {
  readonly wanted: Expiry | undefined;
  readonly createdAt: number;
}

/** The expiry that an actor may give. */
export type GrantedExpiry =
  | { readonly ok: true; readonly expiresAt: Expiry }
  | { readonly ok: false; readonly code: FailureCode };

/**
 * Judges an expiry that somebody wants to give. Under a token that expires, no expiry becomes that
 * token's, and a later one is refused; the policies hold for everybody, the system too.
 */
export function grantExpiry(
  { policies }: Settings,
  { at, expiresAt: limit }: Access,
  { wanted = null, createdAt }: ExpiryRequest,
): GrantedExpiry {
  const expiresAt = wanted ?? limit;
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
