import { allowInsecureTransport, assertOption, hasMethod, readEndpoint } from '@lynk-auth/core';
import type { Clock } from '@lynk-auth/verifier';

/** What of `fetch` is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What both sources are given. */
export interface RemoteOptions {
  /** Where to ask: an https URL, or an http one on this machine. */
  readonly endpoint: string | URL;
  /**
   * For how long an answer may be used again, in seconds, 0 or more; counted from before its request
   * was sent. A revocation is noticed after this time at the latest. 0 asks every time.
   */
  readonly maxStalenessSeconds: number;
  /**
   * How long one lookup may take, from its beginning to the last byte of the answer, in milliseconds.
   * @default 2000
   */
  readonly timeoutMs?: number | undefined;
  /** @default the global fetch, as it is at the time of the lookup */
  readonly fetch?: Fetch | undefined;
  /** @default the system's clock */
  readonly clock?: Clock | undefined;
  /**
   * Lets tokens travel over plain http to another machine, readable by everybody on the way.
   * @default false
   */
  readonly [allowInsecureTransport]?: boolean | undefined;
}

export const remoteOptionNames = ['endpoint', 'maxStalenessSeconds', 'timeoutMs', 'fetch', 'clock'] as const;

/** The options of both sources with their defaults, validated. */
export type RemoteSettings = ReturnType<typeof readRemoteOptions>;

const systemClock: Clock = { wall: () => Date.now(), monotonic: () => performance.now() };

/** The longest time that a timer can wait: one more, and it rings at once. */
const LONGEST_TIMEOUT = 2_147_483_647;

export function readRemoteOptions(caller: string, options: RemoteOptions) {
  const { maxStalenessSeconds, timeoutMs = 2000, fetch, clock = systemClock } = options;
  const insecure = options[allowInsecureTransport] ?? false;
  assertOption(caller, typeof insecure === 'boolean', 'allowInsecureTransport must be true or false');
  const endpoint = readEndpoint(caller, options.endpoint, insecure);
  assertOption(
    caller,
    Number.isFinite(maxStalenessSeconds) && maxStalenessSeconds >= 0,
    'maxStalenessSeconds must be a number of seconds, 0 or more: a revocation may go unnoticed for so long',
  );
  assertOption(
    caller,
    Number.isInteger(timeoutMs) && timeoutMs >= 1 && timeoutMs <= LONGEST_TIMEOUT,
    `timeoutMs must be a whole number of milliseconds, 1 to ${LONGEST_TIMEOUT}`,
  );
  assertOption(caller, fetch === undefined || typeof fetch === 'function', 'fetch must be a function');
  assertOption(
    caller,
    hasMethod(clock, 'wall') && hasMethod(clock, 'monotonic'),
    'clock must be an object with a wall and a monotonic function',
  );
  return { endpoint, maxStalenessSeconds, timeoutMs, fetch, clock };
}
