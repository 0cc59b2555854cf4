import type { TokenRecord } from '@lynk-auth/authority';
import { LynkStoreError } from '../errors.ts';
import { freezeStrings, parseJson } from './parse-json.ts';

/** Properties that few tokens have. The column `secrets.limits` holds them as one JSON list. */
export type Limits = Pick<
  TokenRecord,
  'ceiling' | 'revokedAt' | 'suspendedAt' | 'secretExpiresAt' | 'secretPending'
>;

/** The limits of a token whose column is null. */
export const NO_LIMITS: Limits = Object.freeze({
  ceiling: null,
  revokedAt: null,
  suspendedAt: null,
  secretExpiresAt: null,
  secretPending: false,
});

/**
 * Parses the column `secrets.limits`.
 *
 * @throws {LynkStoreError} `store_corrupt` when the column has another shape.
 */
export function parseLimits(text: string): Limits {
  const value = parseJson(text);
  if (!Array.isArray(value) || value.length !== 5) throw new LynkStoreError('store_corrupt');
  const [ceiling, revokedAt, suspendedAt, secretExpiresAt, secretPending] = value as unknown[];
  return {
    ceiling: ceiling === null ? null : freezeStrings(ceiling),
    revokedAt: toTime(revokedAt),
    suspendedAt: toTime(suspendedAt),
    secretExpiresAt: toTime(secretExpiresAt),
    secretPending: secretPending === true,
  };
}

function toTime(value: unknown): number | null {
  if (value !== null && !Number.isSafeInteger(value)) throw new LynkStoreError('store_corrupt');
  return value as number | null;
}
