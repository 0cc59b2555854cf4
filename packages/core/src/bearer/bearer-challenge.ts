import { LynkConfigurationError } from '../errors/errors.ts';

/** The error codes of RFC 6750 section 3.1. */
export type BearerErrorCode = 'invalid_request' | 'invalid_token' | 'insufficient_scope';

/**
 * Creates the value of a `WWW-Authenticate` header (RFC 6750 section 3).
 *
 * @param realm The realm, already validated.
 * @param error The error code; absent if no bearer credentials were sent.
 * @param permissions For `insufficient_scope`: the required permissions.
 * @returns For example `Bearer realm="api", error="invalid_token"`.
 */
export function bearerChallenge(
  realm: string,
  error?: BearerErrorCode,
  permissions: readonly string[] = [],
): string {
  const code = error === undefined ? '' : `, error="${error}"`;
  const scope = permissions.length === 0 ? '' : `, scope="${permissions.join(' ')}"`;
  return `Bearer realm="${realm}"${code}${scope}`;
}

/**
 * Asserts that a realm can be written in a quoted string (RFC 9110 section 5.6.4).
 *
 * @param caller The function whose option it is, for the message.
 * @param realm 1 to 128 printable ASCII characters without `"` and `\`.
 * @throws {LynkConfigurationError} if the realm is invalid.
 */
export function assertRealm(caller: string, realm: unknown): asserts realm is string {
  if (typeof realm !== 'string' || !/^[ !#-[\]-~]{1,128}$/.test(realm)) {
    throw new LynkConfigurationError(
      `${caller}: realm must be 1 to 128 printable ASCII characters without quotation marks or backslashes.`,
    );
  }
}

/**
 * Asserts that a list of permissions is not empty and holds only scope-tokens (RFC 6749 section 3.3).
 *
 * @param caller The function whose argument it is, for the message.
 * @param permissions The keys of permissions, such as `['update_sboms']`.
 * @throws {LynkConfigurationError} if the list is empty or a key is not a scope-token.
 */
export function assertPermissions(
  caller: string,
  permissions: unknown,
): asserts permissions is readonly string[] {
  if (!Array.isArray(permissions) || permissions.length === 0 || !permissions.every(isScopeToken)) {
    throw new LynkConfigurationError(
      `${caller}: name at least one permission, each of printable ASCII characters without spaces, quotation marks or backslashes.`,
    );
  }
}

/** Whether a value is a `scope-token` (RFC 6749 section 3.3). */
export const isScopeToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[!#-[\]-~]{1,128}$/.test(value);
