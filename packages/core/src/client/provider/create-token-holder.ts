import { createSingleFlight } from '../../common/create-single-flight.ts';
import { mapAwaitable } from '../../common/map-awaitable.ts';
import { isAbortedOrTimedOut } from '../../errors/is-aborted-or-timed-out.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { readProviderToken } from './read-provider-token.ts';
import type { TokenProvider } from './token-provider.ts';

/** The token of one client, for all of its calls. */
export interface TokenHolder {
  /** The token to send, at once where it is there. */
  current(signal: AbortSignal): SecurityToken | Promise<SecurityToken>;
  /**
   * A token other than the one that was refused; `undefined` where there is none. A newer one that
   * another call has already brought is taken, so that the provider is read once for all of them.
   */
  newerThan(refused: SecurityToken, signal: AbortSignal): Promise<SecurityToken | undefined>;
}

/** A holder has one token. */
const KEY = 'token';

export function createTokenHolder(provider: TokenProvider): TokenHolder {
  /** What the provider gave last, to whomever. */
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
    async newerThan(refused, signal) {
      const secret = refused.reveal();
      if (latest !== undefined && latest.reveal() !== secret) return latest;
      let newer: SecurityToken | undefined;
      // What ended another call's wait does not end this one's.
      let refresh = refreshes.find(KEY);
      while (newer === undefined && refresh !== undefined) {
        newer = await refresh.catch(unlessNotOver);
        refresh = refreshes.find(KEY);
      }
      newer ??= await refreshes.start(KEY, () => Promise.resolve(read(true, signal)));
      return newer.reveal() === secret ? undefined : newer;
    },
  };
}

function unlessNotOver(error: unknown): undefined {
  if (!isAbortedOrTimedOut(error)) throw error;
}
