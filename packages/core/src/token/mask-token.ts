import { isAlphanumeric } from '../common/characters.ts';
import { findPrefix } from './find-prefix.ts';
import { lynk } from './lynk.ts';
import type { TokenFormat } from './token-format.ts';

/** How many characters of a token's body a mask shows. */
export const SHOWN = 4;

/**
 * The form in which a token may be shown: its prefix, at most the first four characters of its
 * body, and `…`. Of anything that has no prefix of the format, nothing is shown.
 *
 * @param token A token, or any other string.
 * @param format The format. Default: `lynk`.
 * @returns For example `lynk_live_eTQw…`; `…` for what is not a token.
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
  // A body that short would be shown whole: then it shows nothing.
  return `${token.slice(0, end === token.length ? start : end)}…`;
}
