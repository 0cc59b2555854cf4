import { readOwnOptions } from '../../common/read-own-options.ts';
import type { Principal } from '../../principal/principal.ts';
import {
  type Authentication,
  type AuthenticatorOptions,
  createAuthenticator,
  type NotOptional,
} from './create-authenticator.ts';
import type { TokenVerifier, VerifyContext } from './token-verifier.ts';

/**
 * Options of {@link authenticate}: the settings, and the context of this request. `Request` is what a function as
 * `errorFormat` receives.
 */
export interface AuthenticateOptions<Request = unknown>
  extends Omit<AuthenticatorOptions<Request>, 'verifier'> {
  readonly context?: VerifyContext | undefined;
}

/** The names of {@link AuthenticateOptions}. */
export const authenticateOptionNames = [
  'realm',
  'optional',
  'timeoutMs',
  'errorFormat',
  'context',
] as const satisfies readonly (keyof AuthenticateOptions)[];

/**
 * Authenticates the value of an `Authorization` header. To serve many requests, call
 * {@link createAuthenticator} once instead.
 *
 * @param value The header's value, with all of its lines: see {@link authorizationValue}.
 * @param verifier Verifies the token.
 * @param options The realm, optional mode, time limit and format of error responses; the context of the request.
 * @returns The principal or an error response; synchronous if the verifier is.
 * @throws {LynkConfigurationError} for an invalid option, and if the verifier's result has an unknown shape.
 *   What the verifier throws is passed on. Both are bugs: let the framework's error handler respond.
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
 * if (result.ok === false) send(result.response);
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
  const { context, ...settings } = readOwnOptions('authenticate', options, authenticateOptionNames);
  return createAuthenticator({ ...settings, verifier }, 'authenticate').authenticate(value, context);
}
