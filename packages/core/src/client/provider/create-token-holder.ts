import { mapAwaitable } from '../../common/map-awaitable.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { readProviderToken } from './read-provider-token.ts';
import type { TokenProvider, TokenRequest } from './token-provider.ts';

/** Holds the token of one client, for all of its calls. */
export interface TokenHolder {
  /** Returns the token to send, synchronously if the provider does. */
  current(signal: AbortSignal): SecurityToken | Promise<SecurityToken>;
  /**
   * Returns a token other than the rejected one; `undefined` if there is none. Concurrent calls share one read of the
   * provider, so none of them can end it.
   */
  newerThan(rejected: SecurityToken): Promise<SecurityToken | undefined>;
}

export function createTokenHolder(provider: TokenProvider): TokenHolder {
  /** The last token of the provider, whichever call read it. */
  let latest: SecurityToken | undefined;
  let refreshing: Promise<SecurityToken> | undefined;
  const read = (request: TokenRequest) =>
    mapAwaitable(readProviderToken(provider, request), (token) => {
      latest = token;
      return token;
    });
  const refresh = async () => read({ refresh: true });
  return {
    current: (signal) => read({ refresh: false, signal }),
    async newerThan(rejected) {
      const secret = rejected.reveal();
      if (latest !== undefined && latest.reveal() !== secret) return latest;
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      const newer = await refreshing;
      return newer.reveal() === secret ? undefined : newer;
    },
  };
}
