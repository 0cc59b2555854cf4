import { findPrefix } from './find-prefix.ts';
import { lynk } from './lynk.ts';
import type { TokenFormat, TokenPrefix } from './token-format.ts';

/**
 * Returns the kind and the environment of a token by its prefix alone. The rest of the string is not checked.
 *
 * @param token A token, or any other string.
 * @param format The format. Default: `lynk`.
 * @returns The matching row of the format's prefixes, or `null` if there is none.
 * @example
 * ```ts
 * import { classifyToken } from '@lynk-auth/core';
 *
 * classifyToken('lynk_service_live_…')?.kind; // 'service'
 * ```
 */
export function classifyToken<Environment extends string = 'live' | 'staging' | 'test'>(
  token: string,
  format: TokenFormat<Environment> = lynk as unknown as TokenFormat<Environment>,
): TokenPrefix<Environment> | null {
  return typeof token === 'string' ? (findPrefix(token, format) ?? null) : null;
}
