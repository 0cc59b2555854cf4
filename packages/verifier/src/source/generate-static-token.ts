import { type GenerateOptions, generateToken, type SecurityToken } from '@lynk-auth/core';
import { digestToken } from '../digest/digest-token.ts';
import { toHex } from '../digest/to-hex.ts';

/** A new token for {@link createStaticSource}. */
export interface GeneratedStaticToken {
  /** `.reveal()` returns the token itself. Printed in any other way it is masked. */
  readonly secret: SecurityToken;
  /** Its SHA-256, as 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Generates a token, and the digest that the configuration of a service holds in its place.
 *
 * @param options The kind, the environment and the token format. Default: a service token of the environment `live`.
 * @returns The token and its digest.
 * @throws {LynkConfigurationError} if the format has no such kind and environment.
 * @example
 * ```ts
 * import { generateStaticToken } from '@lynk-auth/verifier';
 *
 * const { secret, sha256 } = generateStaticToken();
 * console.log(secret.mask, sha256);
 * ```
 */
export function generateStaticToken(
  options: GenerateOptions = { kind: 'service', environment: 'live' },
): GeneratedStaticToken {
  const secret = generateToken<string>(options);
  return { secret, sha256: toHex(digestToken(secret.reveal())) };
}
