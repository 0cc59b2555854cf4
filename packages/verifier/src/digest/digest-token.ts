// digest/: the SHA-256 that is stored in place of a token.

import { sha256 } from '#runtime';
import { decodeDigest } from './decode-digest.ts';

/**
 * Returns the digest that is stored in place of a token: its SHA-256. No salt and no key stretching are
 * needed, since the 175 random bits of a token cannot be guessed.
 *
 * @param token The token.
 * @returns 32 bytes.
 * @example
 * ```ts
 * import { digestToken } from '@lynk-auth/verifier';
 *
 * const digest = digestToken('lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSg2');
 * ```
 */
export function digestToken(token: string): Uint8Array {
  return decodeDigest(sha256(token));
}
