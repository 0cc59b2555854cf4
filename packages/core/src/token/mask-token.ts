import { isAlphanumeric } from '../common/characters.ts';
import { findPrefix } from './find-prefix.ts';
import { lynk } from './lynk.ts';
import type { TokenFormat } from './token-format.ts';

/** The number of body characters that a mask shows. */
export const SHOWN = 4;

/**
 * Masks a token for display: its prefix, at most the first four characters of its body, and `…`. A string without a
 * prefix of the format is masked completely.
 *
 * @param token A token, or any other string.
 * @param format The format. Default: `lynk`.
 * @returns For example `lynk_live_eTQw…`; `…` if it is not a token.
 * @example
 * ```ts
 * import { maskToken } from '@lynk-auth/core';
 *
 * maskToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT'); // 'lynk_live_eTQw…'
 * ```
 */
export function maskToken(token: string, format: TokenFormat = lynk): string {
  const row = findPrefix(token, format);
  if (row === undefined) return '…';
  const start = row.prefix.length;
  let end = start;
  while (end < start + SHOWN && end < token.length && isAlphanumeric(token.charCodeAt(end))) end += 1;
  // A body of four characters or less would be shown completely, so it is hidden.
  return `${token.slice(0, end === token.length ? start : end)}…`;
}
