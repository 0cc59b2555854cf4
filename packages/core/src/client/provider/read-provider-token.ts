import { isPromise } from '../../common/is-promise.ts';
import { LynkNetworkError } from '../../errors/errors.ts';
import { isLynkError } from '../../errors/is-lynk-error.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import type { TokenProvider, TokenRequest } from './token-provider.ts';

/**
 * Reads the token of a provider. It throws only errors of lynk-auth, because what a vault throws may contain the token.
 *
 * @param provider The provider.
 * @param request Whether the last token was rejected, and the signal that ends the wait.
 * @returns The token, synchronously if the provider is. Otherwise errors are rejections.
 * @throws {LynkTokenError} if there is no token, or the value is not a token.
 * @throws {LynkNetworkError} if the provider threw any other error.
 */
export function readProviderToken(
  provider: TokenProvider,
  request: TokenRequest,
): SecurityToken | Promise<SecurityToken> {
  try {
    const token = provider.get(request);
    return isPromise(token) ? Promise.resolve(token).catch(fail) : token;
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  throw isLynkError(error)
    ? error
    : new LynkNetworkError('The token could not be read: its provider failed.', { sent: false });
}
