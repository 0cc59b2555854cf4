import { generateToken, type SecurityToken, type TokenKind } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import type { Settings } from '../../read-options.ts';

/** A secret, and what the store keeps of it. */
export interface NewSecret {
  readonly secret: SecurityToken;
  readonly stored: { readonly mask: string; readonly digest: Uint8Array };
}

/** Creates a secret for a token; `null` if the format has no tokens of this kind in this environment. */
export function createSecret(
  { format }: Settings,
  { kind, environment }: { readonly kind: TokenKind; readonly environment: string },
): NewSecret | null {
  const available = format.prefixes.some((row) => row.kind === kind && row.environment === environment);
  if (!available) return null;
  const secret = generateToken<string>({ format, kind, environment });
  return { secret, stored: { mask: secret.mask, digest: digestToken(secret.reveal()) } };
}
