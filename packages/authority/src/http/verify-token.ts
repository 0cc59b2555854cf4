import { readBearer } from '@lynk-auth/core';
import type { HttpResponse, Principal } from '@lynk-auth/core/server';
import type { TokenHandlerSettings } from './read-http-options.ts';

/** The principal of a token, `null` if the token is not valid, or the response if that is not known now. */
type VerifiedToken = { readonly principal: Principal | null } | { readonly response: HttpResponse };

/**
 * Verifies a token of a form, like that of a header.
 *
 * @returns A response, 503 or 429, if nothing is known about the token. It must not be reported as inactive then.
 */
export async function verifyToken({ tokens }: TokenHandlerSettings, token: string): Promise<VerifiedToken> {
  const value = `Bearer ${token}`;
  const bearer = readBearer(value);
  // A header may have spaces around its token, a parameter may not.
  if (!bearer.ok || bearer.token !== token) return { principal: null };
  const result = await tokens.authenticate(value);
  if (result.ok) return { principal: result.principal };
  const isUnknown = result.kind === 'unavailable' || result.kind === 'throttled';
  return isUnknown ? { response: result.response } : { principal: null };
}
