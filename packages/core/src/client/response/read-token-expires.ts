import { parseDateTime } from '../../common/parse-date-time.ts';
import { tokenExpiresName } from '../../principal/token-expires-header.ts';
import { lynk } from '../../token/lynk.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { type ResponseHeaders, readHeader } from './read-header.ts';

/**
 * Reads `Lynk-Token-Expires`: when the token of the request expires.
 *
 * @param headers The headers of the response.
 * @param format The token format: for the brand `acme`, the header is `Acme-Token-Expires`. Default: `lynk`.
 * @returns Epoch milliseconds; `null` if the header is absent or not a date-time.
 * @example
 * ```ts
 * import { readTokenExpires } from '@lynk-auth/core/client';
 *
 * readTokenExpires(new Headers({ 'Lynk-Token-Expires': '2030-01-31T00:00:00Z' })); // 1896048000000
 * ```
 */
export function readTokenExpires(
  headers: ResponseHeaders,
  format: Pick<TokenFormat, 'brand'> = lynk,
): number | null {
  return parseDateTime(readHeader(headers, tokenExpiresName(format).toLowerCase()) ?? '');
}
