import { DATE_TIME_RANGE } from '../common/date-time-range.ts';
import { lynk } from '../token/lynk.ts';
import type { TokenFormat } from '../token/token-format.ts';
import type { Principal } from './principal.ts';

/**
 * Returns the name of the response header with the expiry of the caller's token, an addition of this project:
 * `Lynk-Token-Expires`, or `Acme-Token-Expires` for a format of the brand `acme`.
 */
export const tokenExpiresName = ({ brand }: Pick<TokenFormat, 'brand'>): string =>
  `${brand.charAt(0).toUpperCase()}${brand.slice(1)}-Token-Expires`;

const NONE: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});

/**
 * Returns the header of an authenticated response that says when the token expires (RFC 3339, UTC).
 *
 * @param principal The principal.
 * @param format The token format, whose brand begins the name of the header. Default: `lynk`.
 * @returns One header, or none if the token does not expire before the year 10000.
 */
export function tokenExpiresHeader(
  principal: Principal,
  format: Pick<TokenFormat, 'brand'> = lynk,
): Readonly<Record<string, string>> {
  const { expiresAt } = principal;
  if (expiresAt === null) return NONE;
  // Beyond the year 9999, the year has more digits than RFC 3339 allows.
  if (!(expiresAt >= DATE_TIME_RANGE.first && expiresAt <= DATE_TIME_RANGE.last)) return NONE;
  return Object.freeze({ [tokenExpiresName(format)]: new Date(expiresAt).toISOString() });
}
