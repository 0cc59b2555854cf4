// throttle/: what the failures of an address cost its later requests.

import { createClockHand } from '../create-clock-hand.ts';
import { createLookupLine, type LookupLine } from './lookup-line.ts';
import { toThrottleKey } from './to-throttle-key.ts';

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

/*
 * The throttle rejects failures, never a good token:
 *
 * 1. A bad token from an address that is over its limit is `throttled` (429) and not `invalid_token` (401).
 * 2. Such an address has few lookups in flight at once (lookup-line.ts), so it cannot occupy the source.
 * 3. A good token from an address with failures shows that good and bad clients share it, for example behind
 *    a load balancer. The address is then shared for some minutes: rules 1 and 2 do not apply.
 * 4. One good token excuses a limited number of failures, so that an attacker who has one of its own has to send
 *    it again and again. Each use is an event that names the token.
 */

/** How long a good token marks an address as shared. */
const SHARED_MS = 5 * 60_000;
/** How many failures one good token excuses, as a multiple of the limit. */
const EXCUSED = 10;

/** Counts failures by address. An absent address is one address, too. */
export interface Throttle {
  /** Records a good token. Free while no failure is on record. */
  recordSuccess(address: string | undefined, monotonic: number): void;
  /**
   * Records a bad token.
   *
   * @returns 0 if it is `invalid_token`; otherwise it is `throttled`, for this many milliseconds.
   */
  recordFailure(address: string | undefined, monotonic: number): number;
  /** Returns the line in which lookups for an address have to wait; `null` if they do not. */
  findLine(address: string | undefined, monotonic: number): LookupLine | null;
}

interface AddressRecord {
  /** When none of the failures count any more (the generic cell rate algorithm). */
  clearedAt: number;
  sharedUntil: number;
  /** How many more failures the last good token excuses. */
  excused: number;
  line: LookupLine | null;
}

/** Creates a throttle. It stores one record for each address with failures. */
export function createThrottle({ failures, windowSeconds, maxAddresses }: ThrottleSettings): Throttle {
  const windowMs = windowSeconds * 1000;
  const costMs = windowMs / failures;
  const records = new Map<string, AddressRecord>();
  const next = createClockHand(records);
  /** When no record means anything any more. */
  let obsoleteAt = Number.NEGATIVE_INFINITY;

  /** Returns how long an address has to wait until its next failure is within the limit, in milliseconds. */
  const getWaitMs = ({ clearedAt }: AddressRecord, monotonic: number) =>
    Math.max(0, clearedAt - monotonic + costMs - windowMs);
  const isShared = ({ sharedUntil, excused }: AddressRecord, monotonic: number) =>
    monotonic < sharedUntil && excused > 0;
  const obtainRecord = (address: string | undefined): AddressRecord => {
    const key = toThrottleKey(address);
    let record = records.get(key);
    if (record === undefined) {
      if (records.size >= maxAddresses) records.delete(next()[0]);
      const never = Number.NEGATIVE_INFINITY;
      record = { clearedAt: never, sharedUntil: never, excused: 0, line: null };
      records.set(key, record);
    }
    return record;
  };

  return {
    recordSuccess(address, monotonic) {
      if (records.size === 0) return;
      if (monotonic >= obsoleteAt) return records.clear();
      const record = records.get(toThrottleKey(address));
      if (record === undefined || monotonic >= record.clearedAt) return;
      record.sharedUntil = monotonic + SHARED_MS;
      record.excused = failures * EXCUSED;
      obsoleteAt = Math.max(obsoleteAt, record.sharedUntil);
      record.line?.open();
    },
    recordFailure(address, monotonic) {
      // A clock that returns no number must not stay in a record.
      if (!Number.isFinite(monotonic)) return 0;
      const record = obtainRecord(address);
      const waitMs = getWaitMs(record, monotonic);
      const shared = isShared(record, monotonic);
      if (waitMs > 0 && !shared) return waitMs;
      const clearedAt = Math.max(record.clearedAt, monotonic) + costMs;
      record.clearedAt = Math.min(clearedAt, monotonic + windowMs);
      if (shared) record.excused -= 1;
      obsoleteAt = Math.max(obsoleteAt, record.clearedAt);
      return 0;
    },
    findLine(address, monotonic) {
      const record = records.get(toThrottleKey(address));
      if (record === undefined || isShared(record, monotonic)) return null;
      if (!(getWaitMs(record, monotonic) > 0)) return null;
      record.line ??= createLookupLine();
      return record.line;
    },
  };
}
