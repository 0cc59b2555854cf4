import { createSingleFlight } from '../../common/create-single-flight.ts';
import { mapAwaitable } from '../../common/map-awaitable.ts';
import { isAbortedOrTimedOut } from '../../errors/is-aborted-or-timed-out.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { readProviderToken } from './read-provider-token.ts';
import type { TokenProvider } from './token-provider.ts';

/** Holds the token of one client, for all of its calls. */
export interface TokenHolder {
  /** Returns the token to send, synchronously if the provider does. */
  current(signal: AbortSignal): SecurityToken | Promise<SecurityToken>;
  /**
   * Returns a token other than the rejected one; `undefined` if there is none. Concurrent calls share one read of the
   * provider.
   */
  newerThan(rejected: SecurityToken, signal: AbortSignal): Promise<SecurityToken | undefined>;
}

/** A holder has one token. */
const KEY = 'token';

export function createTokenHolder(provider: TokenProvider): TokenHolder {
  /** The last token of the provider, whichever call read it. */
  let latest: SecurityToken | undefined;
  const refreshes = createSingleFlight<SecurityToken>();
  const keep = (token: SecurityToken) => {
    latest = token;
    return token;
  };
  const read = (refresh: boolean, signal: AbortSignal) =>
    mapAwaitable(readProviderToken(provider, { refresh, signal }), keep);
  return {
    current: (signal) => read(false, signal),
    async newerThan(rejected, signal) {
      const secret = rejected.reveal();
      if (latest !== undefined && latest.reveal() !== secret) return latest;
      let newer: SecurityToken | undefined;
      // An abort or a timeout of another call does not end this one.
      let refresh = refreshes.find(KEY);
      while (newer === undefined && refresh !== undefined) {
        newer = await refresh.catch(ignoreAbortOrTimeout);
        refresh = refreshes.find(KEY);
      }
      newer ??= await refreshes.start(KEY, () => Promise.resolve(read(true, signal)));
      return newer.reveal() === secret ? undefined : newer;
    },
  };
}

function ignoreAbortOrTimeout(error: unknown): undefined {
  if (!isAbortedOrTimedOut(error)) throw error;
}
