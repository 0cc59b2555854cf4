import { LynkBadResponseError } from '@lynk-auth/core';
import * as z from 'zod';

/** Seconds since the epoch, within the range of `Date`. */
const seconds = z.int().min(-8.64e12).max(8.64e12).optional();

const schema = z.discriminatedUnion('active', [
  z.looseObject({ active: z.literal(false) }),
  z.looseObject({
    active: z.literal(true),
    token_type: z.string().optional(),
    exp: seconds,
    iat: seconds,
    nbf: seconds,
  }),
]);

/** The claims of an active token, as an introspection endpoint returns them (RFC 7662 section 2.2). */
export interface IntrospectionClaims {
  readonly active: true;
  readonly token_type?: string | undefined;
  /** Seconds since the epoch, as for `iat` and `nbf`. */
  readonly exp?: number | undefined;
  readonly iat?: number | undefined;
  readonly nbf?: number | undefined;
  /** All other claims, not validated. */
  readonly [name: string]: unknown;
}

/**
 * Reads the response of an introspection endpoint.
 *
 * @param json The parsed JSON body.
 * @returns The claims, or `null` for an inactive token.
 * @throws {LynkBadResponseError} When the body has any other shape.
 */
export function readIntrospection(json: unknown): IntrospectionClaims | null {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new LynkBadResponseError('wrong_shape', 200);
  return parsed.data.active ? (json as IntrospectionClaims) : null;
}

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
