import { assertOption } from '../../common/assert-options.ts';
import { assertClock, type Clock, systemClock } from '../../common/clock.ts';
import { MAX_TIMER_MS } from '../../common/max-timer-ms.ts';
import { assertTokenFormat } from '../../token/assert-token-format.ts';
import { lynk } from '../../token/lynk.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { mayBeProxied } from '../endpoint/may-be-proxied.ts';
import { readEndpoint } from '../endpoint/read-endpoint.ts';
import type { TokenInput } from '../provider/token-provider.ts';
import { allowInsecureTransport } from './allow-insecure-transport.ts';
import { allowTokenInBrowser } from './allow-token-in-browser.ts';
import type { TokenExpiring } from './create-expiry-watch.ts';

/** What every client is given, whatever it sends with. */
export interface TransportOptions {
  /** Where the token comes from: a text, a `SecurityToken`, a function, `fromEnv()`, `fromFile(…)`. */
  readonly token: TokenInput;
  /**
   * The API: an https URL, or an http one on this machine. Its origin is the only one that gets the token.
   * @default 'https://api.interlynk.io/lynkapi', for the format `lynk`
   */
  readonly endpoint?: string | URL | undefined;
  /**
   * How often a request that failed is sent again, where that does no harm; 0 never.
   * @default 3
   */
  readonly retries?: number | undefined;
  /**
   * How long one try may take, up to the last byte of its answer, in milliseconds.
   * @default 30000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * How long a call may take with all its tries and the waits between them, in milliseconds.
   * @default 120000
   */
  readonly totalTimeoutMs?: number | undefined;
  /**
   * The longest `Retry-After` that is waited for, in seconds. One that is longer fails the call at once.
   * @default 60
   */
  readonly maxRetryAfterSeconds?: number | undefined;
  /**
   * The most that an answer may hold when it is unpacked, in bytes.
   * @default 67108864 (64 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Called once a day, from 14 days before the token expires, where the API tells when that is.
   * @default nobody is told
   */
  readonly onTokenExpiring?: ((notice: TokenExpiring) => unknown) | undefined;
  /**
   * Whose tokens they are; those of another product are never sent.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
  /** @default the system's clock, in milliseconds */
  readonly clock?: Clock | undefined;
  /**
   * Gives a number from 0 up to 1, for the waits between tries.
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Lets the token travel over plain http to another machine, readable by everybody on the way.
   * @default false
   */
  readonly [allowInsecureTransport]?: boolean | undefined;
  /**
   * Lets the client run in a browser's page, where everybody who looks can read the token.
   * @default false
   */
  readonly [allowTokenInBrowser]?: boolean | undefined;
}

/** The names of {@link TransportOptions}, for `assertOptions`. */
export const transportOptionNames = /* @__PURE__ */ Object.freeze([
  'token',
  'endpoint',
  'retries',
  'timeoutMs',
  'totalTimeoutMs',
  'maxRetryAfterSeconds',
  'maxResponseBytes',
  'onTokenExpiring',
  'format',
  'clock',
  'random',
] as const);

const ENDPOINT = 'https://api.interlynk.io/lynkapi';

/** The options with their defaults, validated; `token` is checked by its provider. */
export function readTransportOptions(caller: string, options: TransportOptions) {
  const {
    retries = 3,
    timeoutMs = 30_000,
    totalTimeoutMs = 120_000,
    maxRetryAfterSeconds = 60,
    maxResponseBytes = 67_108_864,
    onTokenExpiring,
    format = lynk,
    clock = systemClock,
    random = Math.random,
  } = options;
  const insecure = readFlag(caller, options[allowInsecureTransport], 'allowInsecureTransport');
  const inBrowser = readFlag(caller, options[allowTokenInBrowser], 'allowTokenInBrowser');
  assertOption(
    caller,
    inBrowser || !isBrowserPage(),
    'a security token must not be in the page of a browser, where everybody can read it: call the API from a server',
  );
  assertTokenFormat(caller, format);
  const endpoint = readEndpoint(
    caller,
    options.endpoint ?? (format === lynk ? ENDPOINT : undefined),
    insecure,
  );
  const { protocol, hostname } = new URL(endpoint);
  assertOption(
    caller,
    insecure || protocol !== 'http:' || !mayBeProxied(hostname),
    'endpoint is plain http, and a proxy of the environment (HTTP_PROXY, ALL_PROXY) could read the token: put its host into NO_PROXY; Deno needs --allow-env to look',
  );
  assertWhole(caller, { retries }, [0, 100]);
  assertWhole(caller, { timeoutMs, totalTimeoutMs }, [1, MAX_TIMER_MS]);
  assertWhole(caller, { maxRetryAfterSeconds }, [0, Math.floor(MAX_TIMER_MS / 1000)]);
  assertWhole(caller, { maxResponseBytes }, [1, Number.MAX_SAFE_INTEGER]);
  assertOption(
    caller,
    onTokenExpiring === undefined || typeof onTokenExpiring === 'function',
    'onTokenExpiring must be a function',
  );
  assertClock(caller, clock);
  assertOption(caller, typeof random === 'function', 'random must be a function');
  return {
    endpoint,
    retries,
    timeoutMs,
    totalTimeoutMs,
    maxRetryAfterSeconds,
    maxResponseBytes,
    onTokenExpiring,
    format,
    clock,
    random,
  };
}

function readFlag(caller: string, value: unknown, name: string): boolean {
  assertOption(caller, value === undefined || typeof value === 'boolean', `${name} must be true or false`);
  return value === true;
}

function assertWhole(
  caller: string,
  numbers: Readonly<Record<string, unknown>>,
  [least, most]: readonly [number, number],
): void {
  for (const [name, value] of Object.entries(numbers)) {
    const holds = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
    assertOption(caller, holds, `${name} must be a whole number, ${least} to ${most}`);
  }
}

/** A page has both; no server, worker or edge has. */
function isBrowserPage(): boolean {
  const { window, document } = globalThis as { window?: unknown; document?: unknown };
  return window !== undefined && document !== undefined;
}
