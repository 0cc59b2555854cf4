import { parseDateTime } from '../../common/parse-date-time.ts';
import { TOKEN_EXPIRES } from '../../principal/token-expires-header.ts';
import { type ResponseHeaders, readHeader } from './read-header.ts';

/**
 * Reads `Lynk-Token-Expires`: when the token of the request expires.
 *
 * @param headers The headers of the response.
 * @returns Epoch milliseconds; `null` if the header is absent or not a date-time.
 * @example
 * ```ts
 * import { readTokenExpires } from '@lynk-auth/core/client';
 *
 * readTokenExpires(new Headers({ 'Lynk-Token-Expires': '2030-01-31T00:00:00Z' })); // 1896048000000
 * ```
 */
export function readTokenExpires(headers: ResponseHeaders): number | null {
  return parseDateTime(readHeader(headers, TOKEN_EXPIRES.toLowerCase()) ?? '');
}
