import { LynkBadResponseError } from '@lynk-auth/core';
import { copyOwn, readNumericDate } from '@lynk-auth/core/internal';
import * as z from 'zod/mini';

const schema = z.discriminatedUnion('active', [
  z.looseObject({ active: z.literal(false) }),
  z.looseObject({
    active: z.literal(true),
    token_type: z.optional(z.string()),
  }),
]);

/**
 * The claims of an active token, as an introspection endpoint returns them (RFC 7662 section 2.2). The object has no
 * prototype.
 */
export interface IntrospectionClaims {
  readonly active: true;
  readonly token_type?: string | undefined;
  /** Whole seconds since the epoch, whatever the endpoint sent; absent if the token does not expire. So is `nbf`. */
  readonly exp?: number | undefined;
  /** Absent if the endpoint sent anything but a number. */
  readonly iat?: number | undefined;
  readonly nbf?: number | undefined;
  /** All other claims, not validated. */
  readonly [name: string]: unknown;
}

/**
 * Reads the response of an introspection endpoint. Servers differ in how they write times: see `readNumericDate`. An
 * `exp` or `nbf` that is not a number is an error, since the token would be accepted without that limit. Such an `iat`
 * is dropped: it limits nothing.
 *
 * @param json The parsed JSON body.
 * @returns The claims, without a prototype: an inherited `scope` must not become a permission. `null` for an inactive
 *   token.
 * @throws {LynkBadResponseError} When the body has any other shape.
 */
export function readIntrospection(json: unknown): IntrospectionClaims | null {
  const own = copyOwn(json) as IntrospectionClaims;
  const parsed = schema.safeParse(own);
  if (!parsed.success) throw wrongShape();
  if (!parsed.data.active) return null;
  const { exp, iat, nbf, ...others } = own;
  const claims = copyOwn(others) as IntrospectionClaims;
  const times = { exp: readNumericDate(exp), iat: readNumericDate(iat) ?? null, nbf: readNumericDate(nbf) };
  for (const [name, time] of Object.entries(times)) {
    if (time === undefined) throw wrongShape();
    if (time !== null) Object.assign(claims, { [name]: time });
  }
  return claims;
}

const wrongShape = () => new LynkBadResponseError('wrong_shape', 200);

/**
 * Returns whether an active token can be accepted as a bearer token: its type is `Bearer`, it is not bound
 * to a key that the caller would have to prove (RFC 7800), and its `iat` and `nbf` have passed.
 *
 * @param claims The claims of the token.
 * @param now The latest time that the endpoint's clock may show, in epoch milliseconds.
 */
export function isUsable(
  { token_type = 'Bearer', iat, nbf, cnf }: IntrospectionClaims,
  now: number,
): boolean {
  // `<=` is false for a clock that returns NaN, so the token is rejected.
  const hasStarted = [iat, nbf].every((time) => time === undefined || time * 1000 <= now);
  return hasStarted && token_type.toLowerCase() === 'bearer' && cnf === undefined;
}
