import { createPrincipal, isPrincipal, type Principal } from '@lynk-auth/core';
import type { LookupResult } from '@lynk-auth/verifier';

interface Validity {
  /** When the response itself stops being valid, in epoch milliseconds; `null` for never. */
  readonly validUntil: number | null;
  /** The current time, in epoch milliseconds. */
  readonly now: number;
}

/**
 * Converts the return value of `toPrincipal` to a lookup result. The result is valid until the
 * principal or the response expires, whichever comes first.
 *
 * @param principal The caller; `null` rejects the token.
 * @throws {TypeError} When `principal` is neither a principal nor `null`: a bug in `toPrincipal`.
 */
export function toLookupResult(principal: Principal | null, { validUntil, now }: Validity): LookupResult {
  if (principal === null) return unknownToken;
  if (!isPrincipal(principal)) throw new TypeError('toPrincipal must return a principal or null.');
  const { expiresAt } = principal;
  const until = expiresAt === null ? validUntil : Math.min(expiresAt, validUntil ?? expiresAt);
  // Negated, so that a clock that returns NaN rejects the token.
  if (until !== null && !(now < until)) return { ok: false, reason: 'expired', tokenId: principal.tokenId };
  return { ok: true, principal: createPrincipal(principal), validUntil: until };
}

/** The result for a token that the remote server or `toPrincipal` rejects. */
export const unknownToken: LookupResult = Object.freeze({ ok: false, reason: 'unknown' });
