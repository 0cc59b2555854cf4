import type { VerifyResult } from '@lynk-auth/core/server';
import { isInNetworks } from '../networks.ts';
import type { AcceptedToken } from './read-lookup-result.ts';
import { rejections } from './rejections.ts';

/**
 * Checks the expiry and the allowed networks of a token, on every hit and miss.
 *
 * @param wall The current time, in epoch milliseconds.
 */
export function checkValidity(
  { result, validUntil, networks }: AcceptedToken,
  wall: number,
  clientIp: string | undefined,
): VerifyResult {
  // Written this way round, a clock that returns no number rejects the token.
  if (!(wall < validUntil)) return rejections.expired;
  return networks === null || isInNetworks(clientIp, networks) ? result : rejections.network;
}
