import { parseIpGroups } from '@lynk-auth/core/internal';
import { createClockHand } from './create-clock-hand.ts';

/** How many failures an address may cause. */
export interface ThrottleOptions {
  /**
   * How many failures are allowed at once, and again within each window.
   * @default 100
   */
  readonly failures?: number | undefined;
  /**
   * The length of the window, in seconds.
   * @default 60
   */
  readonly windowSeconds?: number | undefined;
  /**
   * How many addresses are remembered. Beyond that, the oldest is dropped.
   * @default 10000
   */
  readonly maxAddresses?: number | undefined;
}

/** The options, with their defaults. */
export type ThrottleSettings = { readonly [Name in keyof ThrottleOptions]-?: number };

/** Counts failures by address. */
export interface Throttle {
  /** Returns how long the address has to wait, in milliseconds; 0 if it is not throttled. */
  getWaitMs(address: string, monotonic: number): number;
  countFailure(address: string, monotonic: number): void;
}

/**
 * Creates a throttle, by the generic cell rate algorithm. It stores one number for each address: the
 * time at which none of its failures count any more.
 */
export function createThrottle({ failures, windowSeconds, maxAddresses }: ThrottleSettings): Throttle {
  const windowMs = windowSeconds * 1000;
  const costMs = windowMs / failures;
  const clearedAt = new Map<string, number>();
  const next = createClockHand(clearedAt);
  return {
    getWaitMs(address, monotonic) {
      const at = clearedAt.get(toThrottleKey(address));
      // One more failure would exceed the window's.
      return at === undefined ? 0 : Math.max(0, at - monotonic + costMs - windowMs);
    },
    countFailure(address, monotonic) {
      const key = toThrottleKey(address);
      const at = Math.max(clearedAt.get(key) ?? monotonic, monotonic) + costMs;
      if (clearedAt.size >= maxAddresses && !clearedAt.has(key)) clearedAt.delete(next()[0]);
      clearedAt.set(key, Math.min(at, monotonic + windowMs));
    },
  };
}

/** A client with one IPv6 address has at least the 2^64 addresses of its /64: they count as one. */
function toThrottleKey(address: string): string {
  if (!address.includes(':')) return address;
  return parseIpGroups(address)?.slice(0, 4).join(':') ?? address;
}
