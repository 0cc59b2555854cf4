import { createClockHand } from './create-clock-hand.ts';

const MAX_ENTRIES = 1000;
const MAX_LIFETIME_MS = 5000;

/** Tokens that are known to be unknown, for some seconds: a client that repeats itself costs no read. */
export interface NegativeCache {
  has(key: string, monotonic: number): boolean;
  add(key: string, monotonic: number): void;
  clear(): void;
}

/**
 * Makes one. It holds no reason but "unknown": all others can pass.
 *
 * @param boundMs For how long what it holds is true, in milliseconds; some seconds at most.
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
