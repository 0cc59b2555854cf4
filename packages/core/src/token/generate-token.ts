import { readOwnOptions } from '../common/read-own-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import type { TokenKind } from '../principal/principal.ts';
import { BASE58, checksumOf, RANDOM_LENGTH } from './checksum.ts';
import { lynk } from './lynk.ts';
import { SecurityToken } from './security-token.ts';
import type { TokenFormat } from './token-format.ts';

/** Options of {@link generateToken}. */
export interface GenerateOptions<Environment extends string = string> {
  readonly kind: TokenKind;
  readonly environment: Environment;
  /** @default lynk */
  readonly format?: TokenFormat<Environment>;
  /**
   * Fills the array with random bytes of cryptographic quality.
   * @default globalThis.crypto.getRandomValues
   */
  readonly fillRandom?: (bytes: Uint8Array) => unknown;
}

/** The largest multiple of 58 in a byte. Larger bytes are discarded, so that every character is equally likely. */
const UNBIASED_LIMIT = 232;

/**
 * Generates a token: a prefix of the format, 30 random base58 characters (175 bits), and 6 more for the CRC-32 of
 * both.
 *
 * @param options The kind and the environment; the token format and the source of randomness.
 * @returns The token. `.reveal()` returns the secret: show it once and store a digest.
 * @throws {LynkConfigurationError} if the format has no prefix for this kind and environment.
 * @example
 * ```ts
 * import { generateToken } from '@lynk-auth/core';
 *
 * const token = generateToken({ kind: 'service', environment: 'live' });
 * token.mask; // 'lynk_service_live_7Qm2…'
 * ```
 */
export function generateToken<Environment extends string = 'live' | 'staging' | 'test'>(
  options: GenerateOptions<Environment>,
): SecurityToken {
  const own = readOwnOptions('generateToken', options, ['kind', 'environment', 'format', 'fillRandom']);
  const { kind, environment, fillRandom = fillFromCrypto } = own;
  const format = own.format ?? (lynk as unknown as TokenFormat<Environment>);
  const row = format.prefixes.find((each) => each.kind === kind && each.environment === environment);
  if (row === undefined) {
    throw new LynkConfigurationError('generateToken: the format has no such kind and environment.');
  }
  const text = row.prefix + randomBase58(fillRandom);
  return new SecurityToken(text + checksumOf(text), { format });
}

const fillFromCrypto = (bytes: Uint8Array): unknown =>
  globalThis.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);

function randomBase58(fillRandom: (bytes: Uint8Array) => unknown): string {
  const bytes = new Uint8Array(RANDOM_LENGTH * 2);
  let text = '';
  while (text.length < RANDOM_LENGTH) {
    fillRandom(bytes);
    for (const byte of bytes) {
      if (byte < UNBIASED_LIMIT && text.length < RANDOM_LENGTH) text += BASE58.charAt(byte % 58);
    }
  }
  bytes.fill(0);
  return text;
}
