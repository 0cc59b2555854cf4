import { DATE_TIME_RANGE } from './numeric-date.ts';
import type { Principal } from './principal.ts';

/** The response header with the expiry of the caller's token; an addition of this project. */
export const TOKEN_EXPIRES = 'Lynk-Token-Expires';

const NONE: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});

/** Formatting a date takes as long as the rest of an authentication, and a verifier returns the same principal again. */
const formatted = /* @__PURE__ */ new WeakMap<Principal, Readonly<Record<string, string>>>();

/**
 * Returns the header of an authenticated response that says when the token expires (RFC 3339, UTC).
 *
 * @param principal The principal.
 * @returns One header, or none if the token does not expire before the year 10000.
 */
export function tokenExpiresHeader(principal: Principal): Readonly<Record<string, string>> {
  const { expiresAt } = principal;
  if (expiresAt === null) return NONE;
  // Beyond the year 9999, the year has more digits than RFC 3339 allows.
  if (!(expiresAt >= DATE_TIME_RANGE.first && expiresAt <= DATE_TIME_RANGE.last)) return NONE;
  const known = formatted.get(principal);
  if (known !== undefined) return known;
  const headers = Object.freeze({ [TOKEN_EXPIRES]: new Date(expiresAt).toISOString() });
  // The expiry of a principal that is not frozen might change.
  if (Object.isFrozen(principal)) formatted.set(principal, headers);
  return headers;
}
