import { sha256 } from '#runtime';

/**
 * Gives what is stored in a token's place: the SHA-256 of its text. There is no salt and no
 * stretching, since nobody can guess the 175 random bits of a token.
 *
 * @param token The token's text.
 * @returns 32 bytes.
 * @example
 * await store.findToken(organizationId, [digestToken(text)]);
 */
export function digestToken(token: string): Uint8Array {
  return sha256(token);
}
