import { parseIpGroups } from '@lynk-auth/core';
import { createClockHand } from './create-clock-hand.ts';

/** How many failures an address may cause. */
export interface ThrottleOptions {
  /**
   * So many failures are let through at once, and as many again within each window.
   * @default 100
   */
  readonly failures?: number | undefined;
  /**
   * In seconds.
   * @default 60
   */
  readonly windowSeconds?: number | undefined;
  /**
   * How many addresses are remembered. With more, the oldest is forgotten.
   * @default 10000
   */
  readonly maxAddresses?: number | undefined;
}

/** The options, with their defaults. */
export type ThrottleSettings = { readonly [Name in keyof ThrottleOptions]-?: number };

/** Counts failures by address. */
export interface Throttle {
  /** @returns How long this address has to wait, in milliseconds; 0 for not at all. */
  wait(address: string, monotonic: number): number;
  /** Counts a failure. */
  fail(address: string, monotonic: number): void;
}

/**
 * Makes a throttle by the generic cell rate algorithm: of each address it keeps one number, the
 * moment at which all of its failures are forgiven.
 */
export function createThrottle({ failures, windowSeconds, maxAddresses }: ThrottleSettings): Throttle {
  const windowMs = windowSeconds * 1000;
  const cost = windowMs / failures;
  const forgiven = new Map<string, number>();
  const next = createClockHand(forgiven);
  return {
    wait(address, monotonic) {
      const at = forgiven.get(networkOf(address));
      // With one more failure it would be over the window's.
      return at === undefined ? 0 : Math.max(0, at - monotonic + cost - windowMs);
    },
    fail(address, monotonic) {
      const key = networkOf(address);
      const at = Math.max(forgiven.get(key) ?? monotonic, monotonic) + cost;
      if (forgiven.size >= maxAddresses && !forgiven.has(key)) forgiven.delete(next()[0]);
      forgiven.set(key, Math.min(at, monotonic + windowMs));
    },
  };
}

/** Who has one address of IPv6 has at least the 2^64 beside it: they count as one. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  return parseIpGroups(address)?.slice(0, 4).join(':') ?? address;
}
