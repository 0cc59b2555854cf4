import { createPrincipal, isPrincipal, type Principal } from '@lynk-auth/core';
import type { LookupResult } from '@lynk-auth/verifier';

/** What of an accepted token is known besides its principal. */
interface Bounds {
  /** From when on the answer itself is not to be trusted, in epoch milliseconds; `null` for never. */
  readonly validUntil: number | null;
  /** The time, in epoch milliseconds. */
  readonly now: number;
}

/**
 * Makes the answer of a source out of a principal, up to whichever ends first: the principal's own
 * expiry or that of the answer.
 *
 * @param principal Who asks; `null` refuses.
 * @throws {TypeError} for what is neither, which is a bug in the `toPrincipal` that gave it.
 */
export function accept(principal: Principal | null, { validUntil, now }: Bounds): LookupResult {
  if (principal === null) return refused;
  if (!isPrincipal(principal)) throw new TypeError('toPrincipal must give a principal, or null.');
  const { expiresAt } = principal;
  const until = expiresAt === null ? validUntil : Math.min(expiresAt, validUntil ?? expiresAt);
  // Asked this way round, a clock that gives no number refuses.
  if (until !== null && !(now < until)) return { ok: false, reason: 'expired', tokenId: principal.tokenId };
  return { ok: true, principal: createPrincipal(principal), validUntil: until };
}

/** The answer for a token that the other side, or `toPrincipal`, does not take. */
export const refused: LookupResult = Object.freeze({ ok: false, reason: 'unknown' });
