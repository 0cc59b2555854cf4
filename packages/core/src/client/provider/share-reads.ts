import { runWithTimeout } from '../../common/run-with-timeout.ts';
import { LynkAbortedError } from '../../errors/errors.ts';
import { isSecurityToken, type SecurityToken } from '../../token/security-token.ts';
import { orAborted } from '../transport/or-aborted.ts';
import type { TokenProvider, TokenRequest } from './token-provider.ts';

/** How long a read may take, in milliseconds: one that hangs must not be shared by all later calls. */
const READ_TIMEOUT_MS = 120_000;

interface Freshness {
  readonly maxAgeMs: number;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
}

/**
 * Caches the token of a source, and lets concurrent calls share one read. A failed read keeps the cached token; the
 * next call reads again. A read ends after two minutes.
 */
export function shareReads(
  read: () => SecurityToken | Promise<SecurityToken>,
  { maxAgeMs, now }: Freshness = { maxAgeMs: Number.POSITIVE_INFINITY, now: () => 0 },
): TokenProvider {
  let held: { readonly token: SecurityToken; readonly since: number } | undefined;
  let reading: Promise<SecurityToken> | undefined;

  function get({ refresh = false, signal }: TokenRequest = {}): SecurityToken | Promise<SecurityToken> {
    if (signal?.aborted) throw new LynkAbortedError(signal.reason);
    if (reading === undefined) {
      // The age counts from before the read: its result may be as old as that.
      const since = now();
      if (held !== undefined && !refresh && since - held.since < maxAgeMs) return held.token;

      const keep = (token: SecurityToken) => {
        held = { token, since };
        return token;
      };
      const result = read();
      if (isSecurityToken(result)) return keep(result);
      reading = runWithTimeout(READ_TIMEOUT_MS, () => result)
        .then(keep)
        .finally(() => {
          reading = undefined;
        });
    }
    return orAborted(reading, signal);
  }
  return Object.freeze({ get });
}
