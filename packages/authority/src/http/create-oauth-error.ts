import type { HttpResponse } from '@lynk-auth/core/server';
import { createJsonResponse } from './create-json-response.ts';

/** The error codes of RFC 6749 section 5.2 and RFC 7009 section 2.2.1 that apply, and their status. */
const statuses = { invalid_request: 400, unsupported_token_type: 400, invalid_client: 401 } as const;

/**
 * Creates the error response of an OAuth endpoint (RFC 6749 section 5.2).
 *
 * @param description One sentence for a developer, in ASCII without quotation marks.
 * @param headers Further headers.
 */
export const createOAuthError = (
  error: keyof typeof statuses,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => createJsonResponse(statuses[error], { error, error_description: description }, headers);
