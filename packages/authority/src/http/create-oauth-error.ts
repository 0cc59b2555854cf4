import type { HttpResponse } from '@lynk-auth/core/server';
import { createJsonResponse } from './create-json-response.ts';

/** The error codes of RFC 6749 section 5.2 and RFC 7009 section 2.2.1 that apply. */
type OAuthErrorCode = 'invalid_request' | 'unsupported_token_type';

/**
 * Creates the error response of an OAuth endpoint (RFC 6749 section 5.2).
 *
 * @param description One sentence for a developer, in ASCII without quotation marks.
 */
export const createOAuthError = (error: OAuthErrorCode, description: string): HttpResponse =>
  createJsonResponse(400, { error, error_description: description });
