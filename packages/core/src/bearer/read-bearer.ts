// The `Authorization` and `WWW-Authenticate` headers of RFC 6750.

/** The result of {@link readBearer}: exactly one token, or why there is none. */
export type BearerResult =
  | { readonly ok: true; readonly token: string }
  /** `missing`: no bearer credentials. `invalid`: bearer credentials that are not exactly one token. */
  | { readonly ok: false; readonly kind: 'missing' | 'invalid' };

const MISSING: BearerResult = /* @__PURE__ */ Object.freeze({ ok: false, kind: 'missing' });
const INVALID: BearerResult = /* @__PURE__ */ Object.freeze({ ok: false, kind: 'invalid' });

const TAB = 0x09;
const SPACE = 0x20;
const COMMA = 0x2c;
const SCHEME = 'bearer';
/** `b64token` of RFC 6750: `1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`. Faster than a loop. */
const BASE64_TOKEN = /^[\w.~+/-]+=*$/;

/**
 * Reads the bearer token from the value of the `Authorization` header (RFC 6750 section 2.1,
 * RFC 9110 section 11), in linear time. It does not depend on a token format.
 *
 * The result is `missing` if no bearer credentials were sent; an empty `Bearer`, which an unset variable causes, counts
 * as missing. It is `invalid` if there are several credentials, or if they do not have the form `1*SP b64token`.
 *
 * @param value The header's value. Join the values of several header lines with `, `; on Node, use
 *   `authorizationValue` of `@lynk-auth/core/server`. `null` or `undefined` if the header is absent.
 * @returns The token exactly as it was sent, or the kind of failure.
 * @example
 * ```ts
 * import { readBearer } from '@lynk-auth/core';
 *
 * readBearer('Bearer lynk_live_…'); // { ok: true, token: 'lynk_live_…' }
 * readBearer('Basic dXNlcjpwYXNz'); // { ok: false, kind: 'missing' }
 * readBearer('Bearer a, Bearer b'); // { ok: false, kind: 'invalid' }
 * ```
 */
export function readBearer(value: string | null | undefined): BearerResult {
  if (typeof value !== 'string') return MISSING;
  // SP and HTAB only: trim() would also eat a no-break space, which is part of the value.
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value.charCodeAt(start))) start += 1;
  while (end > start && isBlank(value.charCodeAt(end - 1))) end -= 1;
  if (start === end) return MISSING;
  if (!isBearerScheme(value, start, end)) return hidesBearer(value, start, end) ? INVALID : MISSING;

  let first = start + SCHEME.length;
  if (first === end) return MISSING;
  while (first < end && value.charCodeAt(first) === SPACE) first += 1;
  const token = value.slice(first, end);
  return first > start + SCHEME.length && BASE64_TOKEN.test(token) ? { ok: true, token } : INVALID;
}

const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** Whether the auth-scheme at `start` is `bearer`, in any case. */
function isBearerScheme(value: string, start: number, end: number): boolean {
  const after = start + SCHEME.length;
  if (after > end) return false;
  for (let index = 0; index < SCHEME.length; index += 1) {
    // Setting bit 5 maps A-Z to a-z, and nothing else to a letter.
    if ((value.charCodeAt(start + index) | 0x20) !== SCHEME.charCodeAt(index)) return false;
  }
  return after === end || isBlank(value.charCodeAt(after)) || value.charCodeAt(after) === COMMA;
}

/** Whether bearer credentials follow a comma: a second header line, or a list. */
function hidesBearer(value: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    if (value.charCodeAt(index) !== COMMA) continue;
    let next = index + 1;
    while (next < end && isBlank(value.charCodeAt(next))) next += 1;
    if (isBearerScheme(value, next, end)) return true;
    index = next - 1;
  }
  return false;
}
