/** Returns whether the browser can compute digests: on https and on localhost only. */
export const canDigest = (): boolean => globalThis.crypto?.subtle !== undefined;

/**
 * Computes the digest by which the API finds a token.
 *
 * @returns Its SHA-256, as 64 hexadecimal digits.
 */
export async function digestToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
