import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';
import { createOAuthError } from './create-oauth-error.ts';
import { hasMediaType, readBody } from './read-body.ts';

/** Far more than a token and its hint need. */
const MAX_FORM_BYTES = 8192;

/** The parameters in which a form has credentials of the caller. */
const otherCredentials = ['client_secret', 'client_assertion', 'access_token'] as const;

/** The token that a form names, or the response that rejects the form. */
export type TokenForm =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly response: HttpResponse };

/**
 * Reads the form of RFC 7662 section 2.1 and RFC 7009 section 2.1. A parameter without a value counts as absent, one that
 * is sent twice is an error, and unknown ones are ignored (RFC 6749 section 3.2). So is `client_id`. The hint is not needed: every token has
 * its kind in its prefix.
 */
export async function readTokenForm(request: Request): Promise<TokenForm> {
  if (!hasMediaType(request, 'application/x-www-form-urlencoded')) return fail('unsupported_media_type');
  const body = await readBody(request, MAX_FORM_BYTES);
  if (!body.ok && body.code === 'content_too_large') return fail(body.code);
  if (!body.ok) return invalid('The body must be a form in UTF-8.');
  const form = new URLSearchParams(body.text);
  const names = [...form.keys()];
  if (new Set(names).size < names.length) return invalid('A parameter was sent more than once.');
  // The caller has authenticated in the header (RFC 6749 section 2.3, RFC 6750 section 2).
  if (otherCredentials.some((name) => form.get(name))) {
    return invalid('The caller must authenticate in one way only.');
  }
  const token = form.get('token');
  if (token === null || token === '') return invalid('The parameter token is missing.');
  return { ok: true, token };
}

const fail = (code: 'unsupported_media_type' | 'content_too_large'): TokenForm => ({
  ok: false,
  response: createErrorResponse(code),
});

const invalid = (description: string): TokenForm => ({
  ok: false,
  response: createOAuthError('invalid_request', description),
});
