import {
  bearerChallenge,
  createErrorResponse,
  type HttpResponse,
  type Principal,
} from '@lynk-auth/core/server';
import { authenticateCaller, type Caller } from './authenticate-caller.ts';
import type { ConnectedRequest } from './connection.ts';
import type { TokenHandlerSettings } from './read-http-options.ts';
import { readTokenForm } from './read-token-form.ts';

/** An authenticated request that names a token. */
export interface AuthenticatedForm {
  readonly caller: Caller;
  readonly token: string;
}

/**
 * Authenticates the caller of an OAuth endpoint, and reads its form. Checks in this order: method, token of the caller,
 * its permission, media type, size, form.
 *
 * @param check Rejects a caller before the form is read.
 * @returns The form, or the response that rejects the request.
 */
export async function authenticateForm(
  settings: TokenHandlerSettings,
  connected: ConnectedRequest,
  check: (caller: Principal) => HttpResponse | null = () => null,
): Promise<AuthenticatedForm | { readonly response: HttpResponse }> {
  const { request } = connected;
  if (request.method !== 'POST') {
    return { response: createErrorResponse('method_not_allowed', { allow: 'POST' }) };
  }
  const caller = await authenticateCaller(settings, connected);
  if ('response' in caller) return caller;
  const refusal = check(caller.principal);
  if (refusal !== null) return { response: refusal };
  const form = await readTokenForm(request);
  return form.ok ? { caller, token: form.token } : form;
}

/** Creates the 403 for a caller without a permission (RFC 6750 section 3.1). */
export const createScopeError = ({ callers }: TokenHandlerSettings, permission: string): HttpResponse =>
  createErrorResponse('forbidden', {
    challenge: bearerChallenge(callers.realm, 'insufficient_scope', [permission]),
  });
