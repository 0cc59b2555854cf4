import { allowInsecureTransport, readEndpoint } from '@lynk-auth/core/client';
import { assertClock, assertOption, MAX_TIMER_MS, systemClock } from '@lynk-auth/core/internal';
import type { Clock } from '@lynk-auth/verifier';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Options of both sources. */
export interface RemoteOptions {
  /** The server's URL: https, or http on this machine. */
  readonly endpoint: string | URL;
  /**
   * How long a result may be reused, in seconds, 0 or more, counted from before its request was sent. A
   * revocation takes effect within this time. 0 sends a request for every lookup.
   */
  readonly maxStalenessSeconds: number;
  /**
   * The time limit of one lookup, up to the last byte of the response, in milliseconds.
   * @default 2000
   */
  readonly timeoutMs?: number | undefined;
  /** @default the global fetch at the time of the lookup */
  readonly fetch?: Fetch | undefined;
  /** @default the system's clock */
  readonly clock?: Clock | undefined;
  /**
   * Allows plain http to another machine, which exposes the tokens to the network.
   * @default false
   */
  readonly [allowInsecureTransport]?: boolean | undefined;
}

export const remoteOptionNames = [
  'endpoint',
  'maxStalenessSeconds',
  'timeoutMs',
  'fetch',
  'clock',
  allowInsecureTransport,
] as const;

/** The options of both sources with their defaults, validated. */
export type RemoteSettings = ReturnType<typeof readRemoteOptions>;

export function readRemoteOptions(caller: string, options: RemoteOptions) {
  const { maxStalenessSeconds, timeoutMs = 2000, fetch, clock = systemClock } = options;
  const insecure = options[allowInsecureTransport] ?? false;
  assertOption(caller, typeof insecure === 'boolean', 'allowInsecureTransport must be true or false');
  const endpoint = readEndpoint(caller, options.endpoint, insecure);
  assertOption(
    caller,
    Number.isFinite(maxStalenessSeconds) && maxStalenessSeconds >= 0,
    'maxStalenessSeconds must be a number of seconds, 0 or more: a revocation may take that long to take effect',
  );
  assertOption(
    caller,
    Number.isInteger(timeoutMs) && timeoutMs >= 1 && timeoutMs <= MAX_TIMER_MS,
    `timeoutMs must be a whole number of milliseconds, 1 to ${MAX_TIMER_MS}`,
  );
  assertOption(caller, fetch === undefined || typeof fetch === 'function', 'fetch must be a function');
  assertClock(caller, clock);
  return { endpoint, maxStalenessSeconds, timeoutMs, fetch, clock };
}
