import type { IssuedToken, Management } from '@lynk-auth/authority';
import { StartError } from '../start-error.ts';
import { parseDuration } from './parse-duration.ts';
import { parseExpiry } from './parse-expiry.ts';
import type { Values } from './read-arguments.ts';
import { unwrap } from './unwrap.ts';

/** A rotated token, and when its older secrets end. */
export interface RotatedToken extends IssuedToken {
  /** Epoch milliseconds. A secret that already ended earlier keeps its end. */
  readonly overlapUntil: number;
}

/**
 * Gives a token a new secret, as the options say.
 *
 * @throws {StartError} if an option is wrong.
 */
export async function rotateToken(
  management: Management,
  id: string,
  { overlap = '24h', expires, retireOnFirstUse }: Values,
): Promise<RotatedToken> {
  const overlapMs = overlap === '0' ? 0 : parseDuration(overlap);
  if (overlapMs === undefined) {
    throw new StartError('--overlap must be a duration such as 30m, 24h or 7d, or 0.');
  }
  const now = Date.now();
  const options = {
    overlapSeconds: overlapMs / 1000,
    retireOnFirstUse,
    expiresAt: parseExpiry(expires, now),
  };
  const rotated = unwrap(await management.rotateToken(id, options));
  return { ...rotated, overlapUntil: rotated.token.updatedAt + overlapMs };
}
