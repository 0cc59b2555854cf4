import { isScopeToken } from '../bearer/bearer-challenge.ts';
import { readScope } from '../bearer/read-scope.ts';
import { assertOption } from '../common/assert-option.ts';
import { copyOwn } from '../common/copy-own.ts';
import { readOwnOptions } from '../common/read-own-options.ts';
import { LynkConfigurationError } from '../errors/errors.ts';
import { createPrincipal } from './create-principal.ts';
import { isPrincipal } from './is-principal.ts';
import { readNumericDate, toNumericDate } from './numeric-date.ts';
import type { Principal, TokenKind } from './principal.ts';

/** A principal as the claims of RFC 7662 section 2.2, with three names of our own. */
export interface TokenClaims {
  readonly active: true;
  readonly token_type: 'Bearer';
  /** The permissions, separated by one space; absent if there are none. */
  readonly scope?: string;
  /** The user of a personal token; the id of a service token. */
  readonly sub: string;
  /** In seconds since the epoch; absent if the token does not expire. */
  readonly exp?: number;
  /** In seconds since the epoch. */
  readonly iat?: number;
  readonly iss?: string;
  readonly lynk_kind: TokenKind;
  readonly lynk_token_id: string;
  readonly lynk_organization_id: string;
}

/** Options of {@link principalToClaims}. */
export interface ClaimsOptions {
  /** The issuer of the claims (`iss`). */
  readonly issuer?: string;
  /** When the token was issued, in epoch milliseconds (`iat`). */
  readonly issuedAt?: number;
}

/**
 * Converts a principal to the response of a token introspection (RFC 7662 section 2.2). Times become whole seconds,
 * rounded down and at most the end of the year 9999, so that they are never later than the actual time.
 *
 * @param principal The principal.
 * @param options The issuer, and when the token was issued.
 * @returns Plain frozen data, ready for JSON.
 * @throws {LynkConfigurationError} if it is not a complete principal or `issuedAt` is not a number, or if a permission
 *   cannot be written in a scope (RFC 6749 section 3.3): one with a space would be read back as two.
 * @example
 * ```ts
 * import { type Principal, principalToClaims } from '@lynk-auth/core';
 *
 * declare const principal: Principal;
 *
 * principalToClaims(principal, { issuer: 'https://api.example.com' });
 * // { active: true, token_type: 'Bearer', scope: 'view_sboms', sub: 'u1', lynk_kind: 'personal', … }
 * ```
 */
export function principalToClaims(principal: Principal, options: ClaimsOptions = {}): TokenClaims {
  const { issuer, issuedAt } = readOwnOptions('principalToClaims', options, ['issuer', 'issuedAt']);
  // JSON writes NaN as null, which is read as "never expires".
  assertOption(
    'principalToClaims',
    isPrincipal(principal),
    'principal must be a complete principal, with a finite expiresAt or null',
  );
  assertOption(
    'principalToClaims',
    issuedAt === undefined || Number.isFinite(issuedAt),
    'issuedAt must be a number of milliseconds',
  );
  const { kind, tokenId, organizationId, permissions, expiresAt } = principal;
  if (!permissions.every(isScopeToken)) {
    throw new LynkConfigurationError(
      'principalToClaims: every permission must be printable ASCII without spaces.',
    );
  }
  return Object.freeze({
    active: true,
    token_type: 'Bearer',
    ...(permissions.length === 0 ? {} : { scope: permissions.join(' ') }),
    sub: kind === 'personal' ? principal.userId : tokenId,
    ...(expiresAt === null ? {} : { exp: toNumericDate(expiresAt) }),
    ...(issuedAt === undefined ? {} : { iat: toNumericDate(issuedAt) }),
    ...(issuer === undefined ? {} : { iss: issuer }),
    lynk_kind: kind,
    lynk_token_id: tokenId,
    lynk_organization_id: organizationId,
  });
}

/**
 * Converts the claims of {@link principalToClaims} back. It validates the shape only: the caller checks whether `exp`
 * has passed and whether the issuer is trusted. `exp` may have a fraction, which is dropped, or be in milliseconds;
 * `null` counts as absent. Inherited properties are not read.
 *
 * @param claims Any value, usually parsed JSON.
 * @returns The principal; `null` for an inactive token and for any other shape.
 * @example
 * ```ts
 * import { claimsToPrincipal } from '@lynk-auth/core';
 *
 * claimsToPrincipal({ active: false }); // null
 * ```
 */
export function claimsToPrincipal(claims: unknown): Principal | null {
  if (typeof claims !== 'object' || claims === null) return null;
  const { active, token_type, scope, sub, exp, lynk_kind, lynk_token_id, lynk_organization_id } = copyOwn(
    claims,
  ) as Record<string, unknown>;
  const permissions = scope === undefined ? [] : typeof scope === 'string' ? readScope(scope) : null;
  const seconds = readNumericDate(exp);
  if (active !== true || permissions === null || seconds === undefined) return null;
  const expiresAt = seconds === null ? null : seconds * 1000;
  if (token_type !== undefined && !isBearer(token_type)) return null;
  if (!isName(sub) || !isName(lynk_token_id) || !isName(lynk_organization_id)) return null;

  const common = { tokenId: lynk_token_id, organizationId: lynk_organization_id, permissions, expiresAt };
  if (lynk_kind === 'personal') return createPrincipal({ kind: lynk_kind, userId: sub, ...common });
  if (lynk_kind === 'service' && sub === lynk_token_id)
    return createPrincipal({ kind: lynk_kind, ...common });
  return null;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Token types are case-insensitive (RFC 6749 section 5.1). */
const isBearer = (value: unknown): boolean => typeof value === 'string' && value.toLowerCase() === 'bearer';
