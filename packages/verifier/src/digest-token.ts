import { sha256 } from '#runtime';
import { bytesOf } from './bytes-of.ts';

/**
 * Gives what is stored in a token's place: the SHA-256 of its text. There is no salt and no
 * stretching, since nobody can guess the 175 random bits of a token.
 *
 * @param token The token's text.
 * @returns 32 bytes.
 * @example
 * ```ts
 * import type { Store } from '@lynk-auth/authority';
 * import { digestToken } from '@lynk-auth/verifier';
 *
 * declare const store: Store;
 * declare const organizationId: string;
 * declare const text: string;
 *
 * await store.findToken(organizationId, [digestToken(text)]);
 * ```
 */
export function digestToken(token: string): Uint8Array {
  return bytesOf(sha256(token));
}
