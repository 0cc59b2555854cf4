import { readBearer } from '@lynk-auth/core';
import type { HttpResponse, Principal } from '@lynk-auth/core/server';
import type { ConnectedRequest } from './connection.ts';
import { createOAuthError } from './create-oauth-error.ts';
import { readBasic } from './read-basic.ts';
import type { TokenHandlerSettings } from './read-http-options.ts';

/** Who calls an OAuth endpoint. */
export interface Caller {
  readonly principal: Principal;
  /** The headers that the response to the caller has. */
  readonly headers: Readonly<Record<string, string>>;
  /** The caller's own token. */
  readonly token: string;
}

/**
 * Authenticates the caller of an OAuth endpoint by a token in the header: as `Bearer`, or as the client secret of `Basic`,
 * which is all that many introspection clients can send (RFC 7662 section 2.1, RFC 6749 section 2.3.1). A failure is
 * reported in the scheme that the caller used.
 *
 * @returns The caller, or the response that rejects the request.
 */
export async function authenticateCaller(
  { callers }: TokenHandlerSettings,
  connected: ConnectedRequest,
): Promise<Caller | { readonly response: HttpResponse }> {
  const value = connected.request.headers.get('authorization');
  const basic = readBasic(value);
  if (basic.ok) return authenticateClient(callers, connected, basic.secret);
  if (basic.kind === 'invalid') {
    const description =
      'The Authorization header must have one client id and secret, encoded as RFC 6749 says.';
    return { response: createOAuthError('invalid_request', description) };
  }
  const authentication = await callers.authenticate(connected);
  if (!authentication.ok) return authentication;
  const bearer = readBearer(value);
  return { ...authentication, token: bearer.ok ? bearer.token : '' };
}

/** Authenticates a client by its secret, which must be exactly one token: a header may have spaces around it. */
async function authenticateClient(
  callers: TokenHandlerSettings['callers'],
  connected: ConnectedRequest,
  secret: string,
): Promise<Caller | { readonly response: HttpResponse }> {
  const authorization = `Bearer ${secret}`;
  const bearer = readBearer(authorization);
  if (!bearer.ok || bearer.token !== secret) return { response: createClientError(callers.realm) };
  const authentication = await callers.authenticate({ ...connected, authorization });
  if (authentication.ok) return { ...authentication, token: secret };
  const isUnknown = authentication.kind === 'throttled' || authentication.kind === 'unavailable';
  return { response: isUnknown ? authentication.response : createClientError(callers.realm) };
}

/** Only a client that used Basic gets its challenge: a browser would ask a person for a password. */
const createClientError = (realm: string): HttpResponse =>
  createOAuthError('invalid_client', 'The client secret must be a valid token.', {
    'WWW-Authenticate': `Basic realm="${realm}"`,
  });
