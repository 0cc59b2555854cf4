import type { TokenRecord } from '@lynk-auth/authority';
import { LynkStoreError } from '../errors.ts';
import { freezeStrings, parseJson } from './parse-json.ts';

/** What few tokens have, and most have not. */
export type Limits = Pick<
  TokenRecord,
  'ceiling' | 'revokedAt' | 'suspendedAt' | 'secretExpiresAt' | 'secretPending'
>;

/** Of a token that has none of them. */
export const NO_LIMITS: Limits = Object.freeze({
  ceiling: null,
  revokedAt: null,
  suspendedAt: null,
  secretExpiresAt: null,
  secretPending: false,
});

/**
 * Reads the limits that the lookup found.
 *
 * @throws {LynkStoreError} `store_corrupt` for anything else.
 */
export function parseLimits(text: string): Limits {
  const value = parseJson(text);
  if (!Array.isArray(value) || value.length !== 5) throw new LynkStoreError('store_corrupt');
  const [ceiling, revokedAt, suspendedAt, secretExpiresAt, secretPending] = value as unknown[];
  return {
    ceiling: ceiling === null ? null : freezeStrings(ceiling),
    revokedAt: toMoment(revokedAt),
    suspendedAt: toMoment(suspendedAt),
    secretExpiresAt: toMoment(secretExpiresAt),
    secretPending: secretPending === true,
  };
}

function toMoment(value: unknown): number | null {
  if (value !== null && !Number.isSafeInteger(value)) throw new LynkStoreError('store_corrupt');
  return value as number | null;
}
