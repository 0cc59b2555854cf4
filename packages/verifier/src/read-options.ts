import { assertOption, assertOptions, hasMethod, lynk, type TokenFormat } from '@lynk-auth/core';
import { keepsMemory } from '#runtime';
import type { Source } from './source.ts';
import type { ThrottleOptions, ThrottleSettings } from './throttle.ts';
import type { VerifyEvent } from './verify-event.ts';

const caller = 'createVerifier';

/** Where the time comes from. */
export interface Clock {
  /** @returns Epoch milliseconds, as `Date.now()`. */
  wall(): number;
  /** @returns Milliseconds from any beginning, as `performance.now()`; never goes back. */
  monotonic(): number;
}

/** What is kept in cache. */
export interface CacheOptions {
  /**
   * How many accepted tokens. With more, those go that were not used for longest.
   * @default 10000
   */
  readonly maxEntries?: number | undefined;
}

/** What {@link createVerifier} is given. */
export interface VerifierOptions {
  /** Where tokens are looked up. */
  readonly source: Source;
  /**
   * Whose tokens they are.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
  /**
   * The environments that are served; tokens of the others are refused without a lookup.
   * @default all of the format's
   */
  readonly environments?: readonly string[] | undefined;
  /**
   * Whether a token without a valid checksum is refused without a lookup. `false` only where
   * tokens are known that others issued.
   * @default true
   */
  readonly requireChecksum?: boolean | undefined;
  /**
   * What is kept of the answers, as long as the source says that they hold; `false` for nothing.
   * @default on Node, Deno and Bun { maxEntries: 10000 }; elsewhere false, since nothing lives long
   *   there and the clock stands still while code runs
   */
  readonly cache?: CacheOptions | false | undefined;
  /**
   * How many failures an address may cause before it is answered `throttled`; `false` for any
   * number. What is answered from cache is never throttled, and nor is who has no address.
   * @default { failures: 100, windowSeconds: 60, maxAddresses: 10000 }
   */
  readonly throttle?: ThrottleOptions | false | undefined;
  /** @default the system's clocks */
  readonly clock?: Clock | undefined;
  /**
   * Is told what came of every verification, after the answer was given. What it throws, or
   * rejects, is dropped.
   */
  readonly observe?: ((event: VerifyEvent) => unknown) | undefined;
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

const timer = globalThis.performance;
// Not `Date.now` itself: the engine can inline what it sees called.
const systemClock: Clock = { wall: () => Date.now(), monotonic: () => timer.now() };

/** The options with their defaults, checked. */
export function readOptions(options: VerifierOptions) {
  assertOptions(caller, options, names);
  const { source, format = lynk, requireChecksum = true, clock = systemClock, observe } = options;
  const { environments = format?.environments, cache, throttle } = options;
  assertSource(source);
  assertOption(caller, Array.isArray(format?.prefixes), 'format must be made by defineTokenFormat');
  assertOption(
    caller,
    Array.isArray(environments) &&
      environments.length > 0 &&
      environments.every((name) => format.environments.includes(name)),
    'environments must be a list of environments of the format, at least one',
  );
  assertOption(caller, typeof requireChecksum === 'boolean', 'requireChecksum must be true or false');
  assertOption(
    caller,
    hasMethod(clock, 'wall') && hasMethod(clock, 'monotonic'),
    'clock must be an object with the functions wall and monotonic',
  );
  assertOption(caller, observe === undefined || typeof observe === 'function', 'observe must be a function');
  return {
    source,
    format,
    environments: [...environments],
    requireChecksum,
    maxEntries: readCache(cache),
    throttle: readThrottle(throttle),
    clock,
    observe,
  };
}

function assertSource(source: Source): void {
  assertOption(
    caller,
    hasMethod(source, 'lookup'),
    'source must be an object with a lookup function; was it awaited?',
  );
  const { freshness } = source;
  if (freshness === undefined) return;
  const kind = freshness?.kind;
  assertOption(
    caller,
    kind === 'fixed' ||
      (kind === 'bounded' && isAmount(freshness.maxStalenessSeconds)) ||
      (kind === 'log' && isAmount(freshness.leaseMs) && hasMethod(freshness, 'changes')),
    'source.freshness must be { kind: "log", leaseMs, changes }, { kind: "bounded", maxStalenessSeconds } or { kind: "fixed" }',
  );
}

/** How many entries are kept. */
function readCache(cache: CacheOptions | false | undefined): number {
  if (cache === false) return 0;
  if (cache === undefined && !keepsMemory) return 0;
  const caller = 'createVerifier: cache';
  assertOptions(caller, cache ?? {}, ['maxEntries']);
  const { maxEntries = 10_000 } = cache ?? {};
  assertOption(caller, isCount(maxEntries), 'maxEntries must be a whole number, 1 or more');
  return maxEntries;
}

function readThrottle(throttle: ThrottleOptions | false | undefined): ThrottleSettings | null {
  if (throttle === false) return null;
  const caller = 'createVerifier: throttle';
  assertOptions(caller, throttle ?? {}, ['failures', 'windowSeconds', 'maxAddresses']);
  const { failures = 100, windowSeconds = 60, maxAddresses = 10_000 } = throttle ?? {};
  assertOption(caller, isCount(failures), 'failures must be a whole number, 1 or more');
  assertOption(
    caller,
    isAmount(windowSeconds) && windowSeconds > 0,
    'windowSeconds must be a number of seconds above 0',
  );
  assertOption(caller, isCount(maxAddresses), 'maxAddresses must be a whole number, 1 or more');
  return { failures, windowSeconds, maxAddresses };
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

const isAmount = (value: number): boolean => Number.isFinite(value) && value >= 0;
