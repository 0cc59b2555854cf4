import type { Principal } from '../../principal/principal.ts';
import { type AuthenticateOptions, authenticate } from './authenticate.ts';
import type { Authentication, NotOptional } from './create-authenticator.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** What {@link authenticateRequest} reads of a web `Request`. */
export interface RequestLike {
  readonly headers: { get(name: string): string | null };
}

/**
 * {@link authenticate} for a web `Request`: fetch handlers, edge functions, Deno.serve, Bun.serve.
 *
 * Of a `Request` that a Node framework made, the second of two `Authorization` lines is lost
 * already: there use {@link authorizationValue} on Node's own request.
 *
 * @param request The request. Its body is not read.
 * @param verifier Whatever knows the tokens.
 * @param options Realm, optional mode, time limit; the client's address in `context`.
 * @returns The judgement; synchronous where the verifier's answer is.
 * @throws As {@link authenticate}.
 * @example
 * ```ts
 * import { authenticateRequest, type TokenVerifier, toResponse } from '@lynk-auth/core/server';
 *
 * declare const verifier: TokenVerifier;
 *
 * export default {
 *   async fetch(request: Request) {
 *     const result = await authenticateRequest(request, verifier);
 *     if (!result.ok) return toResponse(result.response);
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
    context: { userAgent, ...options.context },
  });
}
