// Where a client reads its token: a string, a function, the environment or a file.

import { assertOption } from '../../common/assert-option.ts';
import { mapAwaitable } from '../../common/map-awaitable.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import { lynk } from '../../token/lynk.ts';
import { isSecurityToken } from '../../token/security-token.ts';
import { toSecurityToken } from '../../token/to-security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { shareReads } from './share-reads.ts';
import type { TokenInput, TokenProvider, TokenRequest } from './token-provider.ts';

/** Options of {@link createTokenProvider} and {@link fromEnv}. */
export interface TokenProviderOptions {
  /**
   * The token format. Tokens of other formats are never sent.
   * @default lynk
   */
  readonly format?: TokenFormat;
}

/**
 * Creates a provider from any form in which a client accepts its token.
 *
 * - A string or a {@link SecurityToken} is validated now and returned every time.
 * - A function is called for the first request, and again after its token was rejected.
 * - A provider is called every time.
 *
 * Concurrent requests for a newer token share one call of the function or the provider.
 *
 * @param input Where the token comes from.
 * @param options The token format.
 * @returns A provider that returns a {@link SecurityToken} of the format.
 * @throws {LynkTokenError} if a string is not a token. What a function returns is validated when it is called.
 * @throws {LynkConfigurationError} if an option is unknown, or the input has another type.
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
  const { format = lynk } = readOwnOptions('createTokenProvider', options, ['format']);
  const accept = (value: unknown) => toSecurityToken(value, format, 'Not a token of this API');

  if (typeof input === 'function') return shareReads(() => mapAwaitable(input(), accept));
  if (isProvider(input)) {
    const refreshes = shareReads(() => mapAwaitable(input.get({ refresh: true }), accept));
    const get = (request?: TokenRequest) =>
      request?.refresh === true ? refreshes.get(request) : mapAwaitable(input.get(request), accept);
    return Object.freeze({ get });
  }
  // An unset variable is the usual way to get here without a token.
  assertOption(
    'createTokenProvider',
    typeof input === 'string' || isSecurityToken(input) || (input ?? undefined) === undefined,
    'a token must be a string, a SecurityToken, a function, or a provider with get()',
  );
  const token = accept(input);
  return Object.freeze({ get: () => token });
}

const isProvider = (value: unknown): value is TokenProvider =>
  typeof value === 'object' && typeof (value as { get?: unknown } | null)?.get === 'function';
