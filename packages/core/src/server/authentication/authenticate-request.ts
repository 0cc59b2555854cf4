import { readOwnOptions } from '../../common/read-own-options.ts';
import type { Principal } from '../../principal/principal.ts';
import type { ErrorFormat } from '../response/error-format.ts';
import { type AuthenticateOptions, authenticateOptionNames } from './authenticate.ts';
import { type Authentication, createAuthenticator, type NotOptional } from './create-authenticator.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** The part of a web `Request` that {@link authenticateRequest} reads. */
export interface RequestLike {
  readonly headers: { get(name: string): string | null };
}

/**
 * Authenticates a web `Request`, in a fetch handler, an edge function, Deno.serve or Bun.serve.
 *
 * A `Request` that a Node framework created has lost the second of two `Authorization` lines. There, use
 * {@link authorizationValue} on Node's request and {@link authenticate}.
 *
 * @param request The request. Its body is not read.
 * @param verifier Verifies the token.
 * @param options The realm, optional mode, time limit and format of error responses; the client's address in `context`.
 * @returns The principal or an error response; synchronous if the verifier is.
 * @throws {LynkConfigurationError} like {@link authenticate}, and whatever the verifier throws.
 * @example
 * ```ts
 * import { authenticateRequest, type TokenVerifier, toResponse } from '@lynk-auth/core/server';
 *
 * declare const verifier: TokenVerifier;
 *
 * export default {
 *   async fetch(request: Request) {
 *     const result = await authenticateRequest(request, verifier);
 *     if (result.ok === false) return toResponse(result.response);
 *     return Response.json({ hello: result.principal?.organizationId });
 *   },
 * };
 * ```
 */
export function authenticateRequest<Request extends RequestLike>(
  request: Request,
  verifier: TokenVerifier,
  options?: AuthenticateOptions<Request> & NotOptional,
): Authentication<Principal> | Promise<Authentication<Principal>>;
export function authenticateRequest<Request extends RequestLike>(
  request: Request,
  verifier: TokenVerifier,
  options?: AuthenticateOptions<Request>,
): Authentication | Promise<Authentication>;
export function authenticateRequest<Request extends RequestLike>(
  request: Request,
  verifier: TokenVerifier,
  options: AuthenticateOptions<Request> = {},
): Authentication | Promise<Authentication> {
  const caller = 'authenticateRequest';
  const { context, errorFormat, ...settings } = readOwnOptions(caller, options, authenticateOptionNames);
  const format = errorFormat as ErrorFormat<unknown> | undefined;
  const { headers } = request;
  return createAuthenticator({ ...settings, errorFormat: format, verifier }, caller).authenticate(
    headers.get('authorization'),
    { userAgent: headers.get('user-agent') ?? undefined, ...context },
    request,
  );
}
