import { lynk, type TokenFormat } from '@lynk-auth/core';
import {
  assertClock,
  assertOption,
  assertPart,
  assertTokenFormat,
  hasMethod,
  readMember,
  readOwnOptions,
  systemClock,
} from '@lynk-auth/core/internal';
import { keepsMemory } from '#runtime';
import type { VerifyEvent } from './events/verify-event.ts';
import type { Freshness, Source } from './source/source.ts';
import type { ThrottleOptions, ThrottleSettings } from './throttle/throttle.ts';

const caller = 'createVerifier';

/** The source of the time. */
export interface Clock {
  /** Returns epoch milliseconds, like `Date.now()`. */
  wall(): number;
  /** Returns milliseconds since an arbitrary start, like `performance.now()`. It never goes back. */
  monotonic(): number;
}

/** Options of the cache. */
export interface CacheOptions {
  /**
   * How many accepted tokens are cached. Beyond that, tokens that were not used recently are evicted.
   * @default 10000
   */
  readonly maxEntries?: number | undefined;
}

/** Options of {@link createVerifier}. */
export interface VerifierOptions {
  /** Where the verifier looks up tokens. */
  readonly source: Source;
  /**
   * The token format.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
  /**
   * The environments to accept. Tokens of other environments are rejected without a lookup.
   * @default all environments of the format
   */
  readonly environments?: readonly string[] | undefined;
  /**
   * Whether a token without a valid checksum is rejected without a lookup. Set it to `false` only if the
   * source knows tokens of another issuer.
   * @default true
   */
  readonly requireChecksum?: boolean | undefined;
  /**
   * The cache of lookup results, each valid for as long as the source says; `false` turns it off.
   * @default { maxEntries: 10000 } on Node, Deno and Bun; elsewhere false, since no process lives long
   *   there and the clock does not advance while code runs
   */
  readonly cache?: CacheOptions | false | undefined;
  /**
   * How many bad tokens an address may send before more of them are `throttled`; `false` turns it off. A good
   * token is never rejected for it. Requests without an address count as one address.
   * @default { failures: 100, windowSeconds: 60, maxAddresses: 10000 }
   */
  readonly throttle?: ThrottleOptions | false | undefined;
  /** @default the system's clocks */
  readonly clock?: Clock | undefined;
  /**
   * Receives an event for every verification, after its result was returned. Its errors are ignored. `null`: no
   * function, and no warnings.
   * @default `console.warn` says, at most once a minute for each reason, why tokens cannot be verified or are
   *   not of the format
   */
  readonly observe?: ((event: VerifyEvent) => unknown) | null | undefined;
}

const names = [
  'source',
  'format',
  'environments',
  'requireChecksum',
  'cache',
  'throttle',
  'clock',
  'observe',
] as const;

/** Validates the options and fills in the defaults. */
export function readOptions(options: VerifierOptions) {
  const own = readOwnOptions(caller, options, names);
  const { source, format = lynk, requireChecksum = true, clock = systemClock, observe } = own;
  const { environments = format?.environments, cache, throttle } = own;
  const freshness = readFreshness(source);
  assertTokenFormat(caller, format);
  assertOption(
    caller,
    Array.isArray(environments) &&
      environments.length > 0 &&
      environments.every((name) => format.environments.includes(name)),
    'environments must be a list with at least one environment of the format',
  );
  assertOption(caller, typeof requireChecksum === 'boolean', 'requireChecksum must be true or false');
  assertClock(caller, clock);
  assertOption(
    caller,
    observe == null || typeof observe === 'function',
    'observe must be a function, or null for no warnings',
  );
  return {
    source,
    freshness,
    format,
    environments: [...environments],
    requireChecksum,
    maxEntries: readMaxEntries(cache),
    throttle: readThrottle(throttle),
    clock,
    observe,
  };
}

/**
 * Validates the source, and copies its freshness: a property that changes later must not be what a result depends on.
 *
 * @returns `undefined` if the source states none.
 */
function readFreshness(source: Source): Freshness | undefined {
  assertPart(caller, 'source', source);
  const freshness = readMember(source, 'freshness');
  if (freshness === undefined) return undefined;
  const read = (name: string): unknown =>
    typeof freshness === 'object' && freshness !== null ? readMember(freshness, name as never) : undefined;
  const kind = read('kind');
  const isLog = kind === 'log' && hasMethod(freshness, 'changes');
  assertOption(
    caller,
    kind === 'fixed' || kind === 'bounded' || isLog,
    'source.freshness must be { kind: "log", leaseMs, changes }, { kind: "bounded", maxStalenessSeconds } or { kind: "fixed" }',
  );
  if (kind === 'fixed') return { kind };
  if (kind === 'bounded') {
    const maxStalenessSeconds = read('maxStalenessSeconds');
    assertOption(
      caller,
      isAmount(maxStalenessSeconds),
      'source.freshness.maxStalenessSeconds must be a finite number of seconds, at least 0: pass how long a result may be used after a change',
    );
    return { kind, maxStalenessSeconds };
  }
  const leaseMs = read('leaseMs');
  assertOption(
    caller,
    isAmount(leaseMs),
    'source.freshness.leaseMs must be a finite number of milliseconds, at least 0: pass the lease for which revocations wait',
  );
  const log = freshness as Extract<Freshness, { kind: 'log' }>;
  return { kind: 'log', leaseMs, changes: (from) => log.changes(from) };
}

/** Returns how many entries the cache holds; 0 if it is off. */
function readMaxEntries(cache: CacheOptions | false | undefined): number {
  if (cache === false) return 0;
  if (cache === undefined && !keepsMemory) return 0;
  const caller = 'createVerifier: cache';
  const { maxEntries = 10_000 } = readOwnOptions(caller, cache ?? {}, ['maxEntries']);
  assertOption(caller, isCount(maxEntries), 'maxEntries must be a whole number, at least 1');
  return maxEntries;
}

function readThrottle(throttle: ThrottleOptions | false | undefined): ThrottleSettings | null {
  if (throttle === false) return null;
  const caller = 'createVerifier: throttle';
  const {
    failures = 100,
    windowSeconds = 60,
    maxAddresses = 10_000,
  } = readOwnOptions(caller, throttle ?? {}, ['failures', 'windowSeconds', 'maxAddresses']);
  assertOption(caller, isCount(failures), 'failures must be a whole number, at least 1');
  assertOption(
    caller,
    isAmount(windowSeconds) && windowSeconds > 0,
    'windowSeconds must be a number of seconds greater than 0',
  );
  assertOption(caller, isCount(maxAddresses), 'maxAddresses must be a whole number, at least 1');
  return { failures, windowSeconds, maxAddresses };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
