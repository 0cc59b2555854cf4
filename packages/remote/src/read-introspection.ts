import { LynkBadResponseError } from '@lynk-auth/core';
import * as z from 'zod';

/** In seconds since the epoch, as far as a `Date` goes. */
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

/** What an introspection endpoint says of an active token (RFC 7662 section 2.2). */
export interface IntrospectionClaims {
  readonly active: true;
  readonly token_type?: string | undefined;
  /** In seconds since the epoch, as `iat` and `nbf`. */
  readonly exp?: number | undefined;
  readonly iat?: number | undefined;
  readonly nbf?: number | undefined;
  /** All others are as they came, of whatever type. */
  readonly [name: string]: unknown;
}

/**
 * Reads the answer of an introspection endpoint.
 *
 * @param json Parsed JSON.
 * @returns What it says; `null` for an inactive token.
 * @throws {LynkBadResponseError} for every other shape.
 */
export function readIntrospection(json: unknown): IntrospectionClaims | null {
  const read = schema.safeParse(json);
  if (!read.success) throw new LynkBadResponseError('wrong_shape', 200);
  return read.data.active ? (json as IntrospectionClaims) : null;
}

/**
 * Tells whether the bearer of an active token may use it, as far as its claims say: it is a bearer
 * token, bound to no key that would have to be shown too (RFC 7800), and its time has begun.
 *
 * @param claims What the endpoint said.
 * @param now The latest that the endpoint's clock may show, in epoch milliseconds.
 */
export function isUsable(
  { token_type = 'Bearer', iat, nbf, cnf }: IntrospectionClaims,
  now: number,
): boolean {
  // Asked this way round, a clock that gives no number refuses.
  const hasBegun = [iat, nbf].every((time) => time === undefined || time * 1000 <= now);
  return hasBegun && token_type.toLowerCase() === 'bearer' && cnf === undefined;
}
