import { can, principalToClaims } from '@lynk-auth/core';
import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { type HttpResponse, type Permission, type Principal, toResponse } from '@lynk-auth/core/server';
import { authenticateForm, createScopeError } from './authenticate-form.ts';
import type { ConnectedRequest, Handler } from './connection.ts';
import { createJsonResponse } from './create-json-response.ts';
import {
  readTokenHandlerOptions,
  type TokenHandlerOptions,
  type TokenHandlerSettings,
  tokenHandlerOptionNames,
} from './read-http-options.ts';
import { verifyToken } from './verify-token.ts';

/** Options of {@link createIntrospectionHandler}. */
export interface IntrospectionHandlerOptions extends TokenHandlerOptions {
  /**
   * The claim `iss` of active tokens, usually the URL of this server.
   * @default the claim is absent
   */
  readonly issuer?: string | undefined;
}

const caller = 'createIntrospectionHandler';

/**
 * Creates the handler of a token introspection endpoint (RFC 7662), for services without a store. It is what
 * `createIntrospectionSource` of `@lynk-auth/remote` calls.
 *
 * The caller authenticates with a service token, as bearer or as the client secret of HTTP Basic with any client id. It
 * needs the permission of the right `introspectTokens`. A token of another organization is inactive, like one that is
 * unknown, expired, suspended or revoked: the caller learns nothing about which it was. A token whose organization limits
 * its networks is inactive too, because the address of the client that uses it is not known here. If the store cannot be
 * read, the response is 503 and never `"active": false`.
 *
 * @param options The authority and the verifier of its tokens; optionally the issuer and how callers are authenticated.
 * @returns The handler. It serves every path and does not reject.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createIntrospectionHandler } from '@lynk-auth/authority/http';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const verifier = createVerifier({ source: authority.source });
 * const handler = createIntrospectionHandler({ authority, verifier });
 * ```
 */
export function createIntrospectionHandler(options: IntrospectionHandlerOptions): Handler {
  const names = [...tokenHandlerOptionNames, 'issuer'] as const;
  const { issuer, ...own } = readOwnOptions(caller, options, names);
  assertOption(
    caller,
    issuer === undefined || (typeof issuer === 'string' && issuer !== ''),
    'issuer must be a string, such as the URL of this server',
  );
  const settings = readTokenHandlerOptions(caller, own);
  return async (request, connection) => {
    try {
      return toResponse(await introspect(settings, issuer, { request, connection }));
    } catch (error) {
      return toResponse(settings.report(error));
    }
  };
}

async function introspect(
  settings: TokenHandlerSettings,
  issuer: string | undefined,
  connected: ConnectedRequest,
): Promise<HttpResponse> {
  const permission = settings.authority.rights.introspectTokens;
  const mayIntrospect = (principal: Principal) =>
    principal.kind === 'service' && can(principal, permission as Permission);
  const form = await authenticateForm(settings, connected, (principal) =>
    mayIntrospect(principal) ? null : createScopeError(settings, permission),
  );
  if ('response' in form) return form.response;
  const verified = await verifyToken(settings, form.token);
  if ('response' in verified) return verified.response;
  const { principal } = verified;
  const isVisible = principal?.organizationId === form.caller.principal.organizationId;
  const claims =
    principal !== null && isVisible
      ? principalToClaims(principal, issuer === undefined ? {} : { issuer })
      : { active: false };
  return createJsonResponse(200, claims, form.caller.headers);
}
