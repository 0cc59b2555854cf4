import { isPromise } from '../../common/is-promise.ts';
import { LynkNetworkError } from '../../errors/errors.ts';
import { isLynkError } from '../../errors/is-lynk-error.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import type { TokenProvider, TokenRequest } from './token-provider.ts';

/**
 * Asks a provider for its token. What a vault throws may hold what it should have given, so nothing but
 * an error of the family comes out.
 *
 * @param provider Where the token comes from.
 * @param request Whether the last token was refused, and what ends the wait.
 * @returns The token, at once where the provider has it. Where it has not, what follows is a rejection.
 * @throws {LynkTokenError} where there is none, or what is there is none.
 * @throws {LynkNetworkError} where the provider failed by an error of its own.
 */
export function readProviderToken(
  provider: TokenProvider,
  request: TokenRequest,
): SecurityToken | Promise<SecurityToken> {
  try {
    const given = provider.get(request);
    return isPromise(given) ? Promise.resolve(given).catch(fail) : given;
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  throw isLynkError(error)
    ? error
    : new LynkNetworkError('The token could not be read: what gives it has failed.', { sent: false });
}
