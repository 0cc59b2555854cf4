import { type HttpResponse, toResponse } from '@lynk-auth/core/server';
import { authenticateForm, createScopeError } from './authenticate-form.ts';
import type { ConnectedRequest, Handler } from './connection.ts';
import { createOAuthError } from './create-oauth-error.ts';
import {
  readTokenHandlerOptions,
  type TokenHandlerOptions,
  type TokenHandlerSettings,
} from './read-http-options.ts';
import { verifyToken } from './verify-token.ts';

/**
 * Creates the handler of a token revocation endpoint (RFC 7009).
 *
 * The caller authenticates with a token, as bearer or as the client secret of HTTP Basic with any client id. It may revoke
 * that same token, whatever its permissions: to hold a token is enough to end it. With the permission of the right
 * `introspectTokens`, or as an actor that manages all tokens, it may revoke every token of its organization by its value.
 * The response is 200 once no process accepts the token any more; so it is for a token that is unknown, of another
 * organization, or already revoked.
 *
 * @param options The authority and the verifier of its tokens; optionally how callers are authenticated.
 * @returns The handler. It serves every path and does not reject.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createRevocationHandler } from '@lynk-auth/authority/http';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const verifier = createVerifier({ source: authority.source });
 * const handler = createRevocationHandler({ authority, verifier });
 * ```
 */
export function createRevocationHandler(options: TokenHandlerOptions): Handler {
  const settings = readTokenHandlerOptions('createRevocationHandler', options);
  return async (request, connection) => {
    try {
      return toResponse(await revoke(settings, { request, connection }));
    } catch (error) {
      return toResponse(settings.report(error));
    }
  };
}

async function revoke(settings: TokenHandlerSettings, connected: ConnectedRequest): Promise<HttpResponse> {
  const form = await authenticateForm(settings, connected);
  if ('response' in form) return form.response;
  const { caller, token } = form;
  const { principal, headers } = caller;
  const { authority, readOrigin } = settings;
  const revoked = { status: 200, headers: { 'Cache-Control': 'no-store', ...headers }, body: '' };
  const outcome = await authority.as(principal, readOrigin(connected)).revokeByToken(token);
  if (outcome.ok) return revoked;
  if (outcome.reason === 'forbidden' && token !== caller.token) {
    return createScopeError(settings, authority.rights.introspectTokens);
  }
  // A verifier may accept tokens that the authority did not issue, such as those of a static source. To respond with 200
  // would claim that such a token is revoked.
  const verified = await verifyToken(settings, token);
  if ('response' in verified) return verified.response;
  return verified.principal?.organizationId === principal.organizationId
    ? createOAuthError('unsupported_token_type', 'Tokens of this kind cannot be revoked here.')
    : revoked;
}
