import { assertOptions } from '../../common/assert-options.ts';
import { mapAwaitable } from '../../common/map-awaitable.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';
import { lynk } from '../../token/lynk.ts';
import { isSecurityToken } from '../../token/security-token.ts';
import { toSecurityToken } from '../../token/to-security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { shareReads } from './share-reads.ts';
import type { TokenInput, TokenProvider, TokenRequest } from './token-provider.ts';

/** What {@link createTokenProvider} and {@link fromEnv} may be told. */
export interface TokenProviderOptions {
  /**
   * The format that a token must belong to: the token of another product is never sent.
   * @default lynk
   */
  readonly format?: TokenFormat;
}

/**
 * Makes one provider of all that a client takes for a token.
 *
 * - A string or a {@link SecurityToken} is checked at once, and given every time.
 * - A function is called for the first request, and again where the token that it gave was refused.
 * - A provider is asked every time.
 *
 * However many ask for a newer token at the same time, the function or the provider is called once.
 *
 * @param input Where the token comes from.
 * @param options The format.
 * @returns A provider that gives nothing but a {@link SecurityToken} of the format.
 * @throws {LynkTokenError} when a string is no token. What a function gives is checked when it is called.
 * @throws {LynkConfigurationError} when an option is unknown, or the input is of none of these types.
 * @example
 * ```ts
 * import { createTokenProvider } from '@lynk-auth/core/client';
 *
 * declare const vault: { read(name: string): Promise<{ token: string }> };
 *
 * const provider = createTokenProvider(async () => (await vault.read('lynk')).token);
 * const token = await provider.get();
 * const newer = await provider.get({ refresh: true });
 * ```
 */
export function createTokenProvider(input: TokenInput, options: TokenProviderOptions = {}): TokenProvider {
  assertOptions('createTokenProvider', options, ['format']);
  const { format = lynk } = options;
  const accept = (value: unknown) => toSecurityToken(value, format, 'Not a token of this API');

  if (typeof input === 'function') return shareReads(() => mapAwaitable(input(), accept));
  if (isProvider(input)) {
    const refreshes = shareReads(() => mapAwaitable(input.get({ refresh: true }), accept));
    const get = (request?: TokenRequest) =>
      request?.refresh === true ? refreshes.get(request) : mapAwaitable(input.get(request), accept);
    return Object.freeze({ get });
  }
  // An unset variable is the usual way to get here without a token.
  if (typeof input !== 'string' && !isSecurityToken(input) && (input ?? undefined) !== undefined) {
    throw new LynkConfigurationError(
      'createTokenProvider: a token must be a string, a SecurityToken, a function, or a provider with get().',
    );
  }
  const token = accept(input);
  return Object.freeze({ get: () => token });
}

const isProvider = (value: unknown): value is TokenProvider =>
  typeof value === 'object' && typeof (value as { get?: unknown } | null)?.get === 'function';
