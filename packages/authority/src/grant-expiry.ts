import type { FailureCode } from './failures.ts';
import { isLater, LAST_MOMENT, type Moment } from './moments.ts';
import type { Settings } from './read-options.ts';
import type { Standing } from './standing.ts';

/** What is asked for, and from when on a token's lifetime counts. */
export interface ExpiryRequest {
  readonly wanted: Moment | undefined;
  readonly createdAt: number;
}

/** The expiry that an actor may give. */
export type GrantedExpiry =
  | { readonly ok: true; readonly expiresAt: Moment }
  | { readonly ok: false; readonly code: FailureCode };

/**
 * Judges an expiry that somebody wants to give. Under a token that expires, no expiry becomes that
 * token's, and a later one is refused; the policies hold for everybody, the system too.
 */
export function grantExpiry(
  { policies }: Settings,
  { at, expiresAt: limit }: Standing,
  { wanted = null, createdAt }: ExpiryRequest,
): GrantedExpiry {
  const expiresAt = wanted ?? limit;
  if (!isLater(expiresAt, at)) return { ok: false, code: 'bad_expiry' };
  if (isLater(expiresAt, limit)) return { ok: false, code: 'exceeds_expiry' };
  const { maxLifetimeSeconds, allowNoExpiry } = policies;
  if (expiresAt === null && !(allowNoExpiry && maxLifetimeSeconds === undefined)) {
    return { ok: false, code: 'expiry_required' };
  }
  const last = maxLifetimeSeconds === undefined ? LAST_MOMENT : createdAt + maxLifetimeSeconds * 1000;
  if (expiresAt !== null && expiresAt > last) return { ok: false, code: 'exceeds_lifetime' };
  return { ok: true, expiresAt };
}
