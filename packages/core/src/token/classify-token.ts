import { findPrefix } from './find-prefix.ts';
import { lynk } from './lynk.ts';
import type { Scheme, TokenPrefix } from './scheme.ts';

/**
 * Tells the kind and the environment of a token by its prefix alone. That is a claim, not a proof:
 * the rest may be anything.
 *
 * @param token A token, or any other string.
 * @param scheme The scheme. Default: `lynk`.
 * @returns The row of the scheme's table, or `null` for what begins with none of its prefixes.
 * @example
 * classifyToken('lynk_service_live_…')?.kind; // 'service'
 */
export function classifyToken<Environment extends string = 'live' | 'staging' | 'test'>(
  token: string,
  scheme: Scheme<Environment> = lynk as unknown as Scheme<Environment>,
): TokenPrefix<Environment> | null {
  return typeof token === 'string' ? (findPrefix(token, scheme) ?? null) : null;
}
