import { createClockHand } from '../create-clock-hand.ts';

const MAX_ENTRIES = 1000;
const MAX_LIFETIME_MS = 5000;

/** Remembers unknown tokens for a few seconds, so that a client that repeats itself costs no read. */
export interface NegativeCache {
  has(key: string, monotonic: number): boolean;
  add(key: string, monotonic: number): void;
  clear(): void;
}

/**
 * Creates a negative cache. It holds `unknown` only: every other reason can pass.
 *
 * @param boundMs How long an entry is valid, in milliseconds; five seconds at most.
 */
export function createNegativeCache(boundMs: number): NegativeCache {
  const lifetime = Math.min(boundMs, MAX_LIFETIME_MS);
  const entries = new Map<string, number>();
  const next = createClockHand(entries);
  return {
    has(key, monotonic) {
      const added = entries.get(key);
      return added !== undefined && monotonic - added < lifetime;
    },
    add(key, monotonic) {
      if (entries.size >= MAX_ENTRIES && !entries.has(key)) entries.delete(next()[0]);
      entries.set(key, monotonic);
    },
    clear: () => entries.clear(),
  };
}
