import { createSingleFlight } from '@lynk-auth/core/internal';
import type { LookupResult } from '@lynk-auth/verifier';

/** Starts a lookup, or joins a pending one of the same token. */
type ShareLookup = (token: string, start: () => Promise<LookupResult>) => Promise<LookupResult>;

/**
 * Makes concurrent lookups of one token share a request. A pending request of the maximum age or more is not joined,
 * since its result may be that old.
 *
 * @param maxAgeMs The age from which a pending request is not joined, in milliseconds.
 * @param now A monotonic clock, in milliseconds.
 */
export function shareLookups(maxAgeMs: number, now: () => number): ShareLookup {
  const lookups = createSingleFlight<LookupResult>({ maxAgeMs, now });
  return (token, start) => lookups.find(token)?.then(withoutCaching) ?? lookups.start(token, start);
}

/**
 * Only the first caller may cache a result. A caller that joined would count its age from a later time, and so cache it
 * for too long.
 */
const withoutCaching = (result: LookupResult): LookupResult =>
  result.ok ? { ...result, cacheable: false } : result;
