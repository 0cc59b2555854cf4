import { assertOption } from '../../common/assert-option.ts';
import { assertClock, type Clock, systemClock } from '../../common/clock.ts';
import { MAX_TIMER_MS } from '../../common/max-timer-ms.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import { tagOf } from '../../common/tag-of.ts';
import { assertTokenFormat } from '../../token/assert-token-format.ts';
import { lynk } from '../../token/lynk.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { readEndpoint } from '../endpoint/read-endpoint.ts';
import type { TokenInput } from '../provider/token-provider.ts';
import { allowInsecureTransport } from './allow-insecure-transport.ts';
import { allowTokenInBrowser } from './allow-token-in-browser.ts';
import type { TokenExpiring } from './create-expiry-watch.ts';

/** Options of every client. */
export interface TransportOptions {
  /** The token, or where to read it: a string, a `SecurityToken`, a function, `fromEnv()` or `fromFile(…)`. */
  readonly token: TokenInput;
  /**
   * The URL of the API: https, or http on this machine. The token is sent to its origin only.
   * @default 'https://api.interlynk.io/lynkapi', for the format `lynk`
   */
  readonly endpoint?: string | URL | undefined;
  /**
   * How often a failed request is retried, if that is safe; `0` disables retries.
   * @default 3
   */
  readonly retries?: number | undefined;
  /**
   * The time limit of one attempt, up to the last byte of the response, in milliseconds.
   * @default 30000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * The time limit of a call with all attempts and the delays between them, in milliseconds.
   * @default 120000
   */
  readonly totalTimeoutMs?: number | undefined;
  /**
   * The longest `Retry-After` to wait for, in seconds. A longer one fails the call immediately.
   * @default 60
   */
  readonly maxRetryAfterSeconds?: number | undefined;
  /**
   * The size limit of a decompressed response body, in bytes.
   * @default 67108864 (64 MiB)
   */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Called once a day, starting 14 days before the token expires, if the API sends the expiry.
   * @default no notification
   */
  readonly onTokenExpiring?: ((notice: TokenExpiring) => unknown) | undefined;
  /**
   * The token format. Tokens of other formats are never sent.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
  /** @default the system's clock, in milliseconds */
  readonly clock?: Clock | undefined;
  /**
   * Returns a number from 0 up to 1, for the delays between attempts.
   * @default Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Allows plain http to another machine, which exposes the token to the network.
   * @default false
   */
  readonly [allowInsecureTransport]?: boolean | undefined;
  /**
   * Allows the client in a browser page, where the user and every script can read the token.
   * @default false
   */
  readonly [allowTokenInBrowser]?: boolean | undefined;
}

/** The names of {@link TransportOptions}, for the functions that take them. */
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
  allowInsecureTransport,
  allowTokenInBrowser,
] as const);

const ENDPOINT = 'https://api.interlynk.io/lynkapi';

/** The default, the least and the greatest value of each number. */
const NUMBERS = {
  retries: [3, 0, 100],
  timeoutMs: [30_000, 1, MAX_TIMER_MS],
  totalTimeoutMs: [120_000, 1, MAX_TIMER_MS],
  // The same limit in seconds.
  maxRetryAfterSeconds: [60, 0, 2_147_483],
  maxResponseBytes: [67_108_864, 1, Number.MAX_SAFE_INTEGER],
} as const;

type NumberName = keyof typeof NUMBERS;

/** Validates the options and fills in the defaults. The provider validates `token`. */
export function readTransportOptions(caller: string, options: TransportOptions) {
  const own = readOwnOptions(caller, options, transportOptionNames);
  const { token, onTokenExpiring, format = lynk, clock = systemClock, random = Math.random } = own;
  const insecure = readFlag(caller, own[allowInsecureTransport], 'allowInsecureTransport');
  const inBrowser = readFlag(caller, own[allowTokenInBrowser], 'allowTokenInBrowser');
  assertOption(
    caller,
    inBrowser || !isBrowserPage(),
    'a browser page exposes the security token to its user and to every script: call the API from a server, or set [allowTokenInBrowser]: true',
  );
  assertTokenFormat(caller, format);
  const endpoint = readEndpoint(caller, own.endpoint ?? (format === lynk ? ENDPOINT : undefined), insecure);
  const numbers = readNumbers(caller, own);
  assertOption(
    caller,
    onTokenExpiring === undefined || typeof onTokenExpiring === 'function',
    'onTokenExpiring must be a function',
  );
  assertClock(caller, clock);
  assertOption(caller, typeof random === 'function', 'random must be a function');
  return { ...numbers, token, endpoint, onTokenExpiring, format, clock, random };
}

function readFlag(caller: string, value: unknown, name: string): boolean {
  assertOption(caller, value === undefined || typeof value === 'boolean', `${name} must be true or false`);
  return value === true;
}

function readNumbers(caller: string, options: Readonly<Partial<Record<NumberName, unknown>>>) {
  const numbers = {} as Record<NumberName, number>;
  for (const name of Object.keys(NUMBERS) as NumberName[]) {
    const [standard, least, most] = NUMBERS[name];
    const { [name]: value = standard } = options;
    const holds = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
    assertOption(caller, holds, `${name} must be a whole number, ${least} to ${most}`);
    numbers[name] = value as number;
  }
  return numbers;
}

/**
 * A browser page has both globals; workers and edge runtimes do not. A server may have them too, from a library such as
 * jsdom, but only a server has the `process` of Node.js, Deno or Bun. A page of Electron has that too, and its type.
 */
function isBrowserPage(): boolean {
  const { window, document, process } = globalThis as {
    window?: unknown;
    document?: unknown;
    process?: { versions?: { node?: unknown }; type?: unknown };
  };
  if (window === undefined || document === undefined) return false;
  const isServer = tagOf(process) === 'process' && typeof process?.versions?.node === 'string';
  return !isServer || process?.type === 'renderer';
}
