import { createSingleFlight } from '../../common/create-single-flight.ts';
import { LynkAbortedError } from '../../errors/errors.ts';
import { isSecurityToken, type SecurityToken } from '../../token/security-token.ts';
import type { TokenProvider, TokenRequest } from './token-provider.ts';

/** A source has one token. */
const KEY = 'token';

interface Freshness {
  readonly maxAgeMs: number;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
}

/**
 * Caches the token of a source, and lets concurrent calls share one read. A failed read keeps the cached token; the
 * next call reads again.
 */
export function shareReads(
  read: () => SecurityToken | Promise<SecurityToken>,
  freshness: Freshness = { maxAgeMs: Number.POSITIVE_INFINITY, now: () => 0 },
): TokenProvider {
  let held: { readonly token: SecurityToken; readonly since: number } | undefined;
  const reads = createSingleFlight<SecurityToken>();

  function get({ refresh = false, signal }: TokenRequest = {}): SecurityToken | Promise<SecurityToken> {
    if (signal?.aborted) throw new LynkAbortedError(signal.reason);
    const inFlight = reads.find(KEY);
    if (inFlight !== undefined) return orAborted(inFlight, signal);
    // The age counts from before the read: its result may be as old as that.
    const since = freshness.now();
    if (held !== undefined && !refresh && since - held.since < freshness.maxAgeMs) return held.token;

    const keep = (token: SecurityToken) => {
      held = { token, since };
      return token;
    };
    const result = read();
    if (isSecurityToken(result)) return keep(result);
    return orAborted(
      reads.start(KEY, () => result.then(keep)),
      signal,
    );
  }
  return Object.freeze({ get });
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new LynkAbortedError(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
