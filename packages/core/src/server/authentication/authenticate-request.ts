import { readOwn } from '../../common/read-own.ts';
import type { Principal } from '../../principal/principal.ts';
import { type AuthenticateOptions, authenticate } from './authenticate.ts';
import type { Authentication, NotOptional } from './create-authenticator.ts';
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
 * @param options The realm, optional mode and time limit; the client's address in `context`.
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
export function authenticateRequest(
  request: RequestLike,
  verifier: TokenVerifier,
  options?: AuthenticateOptions & NotOptional,
): Authentication<Principal> | Promise<Authentication<Principal>>;
export function authenticateRequest(
  request: RequestLike,
  verifier: TokenVerifier,
  options?: AuthenticateOptions,
): Authentication | Promise<Authentication>;
export function authenticateRequest(
  request: RequestLike,
  verifier: TokenVerifier,
  options: AuthenticateOptions = {},
): Authentication | Promise<Authentication> {
  const userAgent = request.headers.get('user-agent') ?? undefined;
  return authenticate(request.headers.get('authorization'), verifier, {
    ...options,
    context: { userAgent, ...readOwn(options, 'context') },
  });
}
