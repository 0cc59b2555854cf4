import type { LookupResult } from '@lynk-auth/verifier';

interface PendingLookup {
  readonly result: Promise<LookupResult>;
  /** When it started, in monotonic milliseconds, before anything was sent. */
  readonly startedAt: number;
}

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
  const pending = new Map<string, PendingLookup>();

  return (token, start) => {
    const startedAt = now();
    const joined = pending.get(token);
    if (joined !== undefined && startedAt - joined.startedAt < maxAgeMs) {
      return joined.result.then(withoutCaching);
    }

    const lookup: PendingLookup = { result: start(), startedAt };
    const remove = () => {
      // A newer lookup may have replaced this one.
      if (pending.get(token) === lookup) pending.delete(token);
    };
    pending.set(token, lookup);
    lookup.result.then(remove, remove);
    return lookup.result;
  };
}

/**
 * Only the first caller may cache a result. A caller that joined would count its age from a later time, and so cache it
 * for too long.
 */
const withoutCaching = (result: LookupResult): LookupResult =>
  result.ok ? { ...result, cacheable: false } : result;
