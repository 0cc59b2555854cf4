import { TOKEN_EXPIRES } from '../../principal/token-expires-header.ts';
import { type ResponseHeaders, readHeader } from './read-header.ts';

/** A date-time of RFC 3339. `Date` accepts other forms too. */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i;

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
  const text = readHeader(headers, TOKEN_EXPIRES.toLowerCase()) ?? '';
  const time = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
