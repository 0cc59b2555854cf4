import { parseToken, type TokenFormat } from '@lynk-auth/core';
import type { VerifyResult } from '@lynk-auth/core/server';
import { createRejection, rejections } from './source/rejections.ts';

/** The options of the verifier that a token must match before it is looked up. */
interface PrecheckOptions {
  readonly format: TokenFormat;
  readonly environments: readonly string[];
  readonly requireChecksum: boolean;
}

/** Creates the check that rejects a token without a lookup, by its form, checksum or environment. */
export function createPrecheck({ format, environments, requireChecksum }: PrecheckOptions) {
  return (token: string): VerifyResult | null => {
    const parsed = parseToken<string>(token, { format, requireChecksum });
    if (!parsed.ok) return createRejection(parsed.reason);
    return environments.includes(parsed.environment) ? null : rejections.wrong_environment;
  };
}
