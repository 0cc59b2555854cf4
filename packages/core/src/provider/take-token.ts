import { LynkNetworkError } from '../common/errors.ts';
import { isLynkError } from '../common/is-lynk-error.ts';
import type { SecurityToken } from '../token/security-token.ts';
import type { TokenProvider, TokenRequest } from './token-provider.ts';

/**
 * Asks a provider for its token. What a vault throws may hold what it should have given, so nothing but
 * an error of the family comes out.
 *
 * @param provider Where the token comes from.
 * @param request Whether the last token was refused, and what ends the wait.
 * @returns The token.
 * @throws {LynkTokenError} as a rejection, where there is none, or what is there is none.
 * @throws {LynkNetworkError} as a rejection, where the provider failed by an error of its own.
 */
export async function takeToken(provider: TokenProvider, request: TokenRequest): Promise<SecurityToken> {
  try {
    return await provider.get(request);
  } catch (error) {
    throw isLynkError(error)
      ? error
      : new LynkNetworkError('The token could not be read: what gives it has failed.', { sent: false });
  }
}
