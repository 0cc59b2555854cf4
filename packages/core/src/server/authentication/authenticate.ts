import type { Principal } from '../../principal/principal.ts';
import {
  type Authentication,
  type AuthenticatorOptions,
  createAuthenticator,
  type NotOptional,
} from './create-authenticator.ts';
import type { TokenVerifier, VerifyContext } from './token-verifier.ts';

/** What {@link authenticate} may be told: the settings, and what is known about this request. */
export interface AuthenticateOptions extends Omit<AuthenticatorOptions, 'verifier'> {
  readonly context?: VerifyContext | undefined;
}

/**
 * Judges the value of an `Authorization` header: a principal, or a finished refusal. A plugin that
 * serves many requests makes a {@link createAuthenticator} once instead.
 *
 * @param value The header's value; of several lines all of them, see {@link authorizationValue}.
 * @param verifier Whatever knows the tokens.
 * @param options Realm, optional mode, time limit; the request's context.
 * @returns The judgement; synchronous where the verifier's answer is.
 * @throws {LynkConfigurationError} for wrong options, and when the verifier's answer has no known
 *   shape. What the verifier throws is passed on: both are bugs, and belong in the error path.
 * @example
 * ```ts
 * import type { IncomingMessage } from 'node:http';
 * import { authenticate, authorizationValue, type HttpResponse, type TokenVerifier } from '@lynk-auth/core/server';
 *
 * declare const request: IncomingMessage;
 * declare const verifier: TokenVerifier;
 * declare const send: (response: HttpResponse) => void;
 *
 * const result = await authenticate(authorizationValue(request), verifier);
 * if (!result.ok) send(result.response);
 * ```
 */
export function authenticate(
  value: string | null | undefined,
  verifier: TokenVerifier,
  options?: AuthenticateOptions & NotOptional,
): Authentication<Principal> | Promise<Authentication<Principal>>;
export function authenticate(
  value: string | null | undefined,
  verifier: TokenVerifier,
  options?: AuthenticateOptions,
): Authentication | Promise<Authentication>;
export function authenticate(
  value: string | null | undefined,
  verifier: TokenVerifier,
  options: AuthenticateOptions = {},
): Authentication | Promise<Authentication> {
  const { context, ...settings } = options;
  return createAuthenticator({ ...settings, verifier }).authenticate(value, context);
}
