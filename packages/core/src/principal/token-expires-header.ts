import type { Principal } from './principal.ts';

/** The header that tells when the caller's token expires; an addition of this project. */
export const TOKEN_EXPIRES = 'Lynk-Token-Expires';

const NONE: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});
const MAX_TIME = 8.64e15;

/** To write a date takes as long as the rest of a judgement; a verifier gives the same principal again. */
const written = /* @__PURE__ */ new WeakMap<Principal, Readonly<Record<string, string>>>();

/**
 * The headers that an authenticated answer adds: when the token expires (RFC 3339, UTC), if it does.
 *
 * @param principal Who asks.
 * @returns One header, or none.
 */
export function tokenExpiresHeader(principal: Principal): Readonly<Record<string, string>> {
  const { expiresAt } = principal;
  if (expiresAt === null || Math.abs(expiresAt) > MAX_TIME) return NONE;
  const known = written.get(principal);
  if (known !== undefined) return known;
  const headers = Object.freeze({ [TOKEN_EXPIRES]: new Date(expiresAt).toISOString() });
  // One that could still be changed might expire at another time when it comes again.
  if (Object.isFrozen(principal)) written.set(principal, headers);
  return headers;
}
