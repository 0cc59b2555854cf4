// Creates error responses, such as the body of a 401. The files beside it send them.
/** A complete HTTP response, which any framework can send. */
export interface HttpResponse {
  readonly status: number;
  /** Header names in their usual spelling, each of them once. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Status and message of every error response. The code on the wire is the row's name in upper case. */
export const errorResponseRows = {
  bad_request: [400, 'Bad Request'],
  unauthorized: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  not_found: [404, 'Not Found'],
  method_not_allowed: [405, 'Method Not Allowed'],
  request_timeout: [408, 'Request Timeout'],
  content_too_large: [413, 'Content Too Large'],
  unsupported_media_type: [415, 'Unsupported Media Type'],
  too_many_requests: [429, 'Too Many Requests'],
  internal_server_error: [500, 'Internal Server Error'],
  service_unavailable: [503, 'Service Unavailable'],
} as const;

/** The code of an error response, in lower case; upper case on the wire. */
export type ErrorResponseCode = keyof typeof errorResponseRows;

/** Optional headers of an error response. */
export interface ErrorResponseDetails {
  /** The value of `WWW-Authenticate`, created by {@link bearerChallenge}. */
  readonly challenge?: string | undefined;
  /** The value of `Retry-After`, in whole seconds, at least 1. For 429 and 503, 1 by default. */
  readonly retryAfterSeconds?: number | undefined;
  /** The value of `Allow`, for 405, such as `POST`. */
  readonly allow?: string | undefined;
}

/**
 * Creates an error response. All have the same JSON shape and are never cached.
 *
 * @param code The code, which determines status and message.
 * @param details Optional headers.
 * @returns The response, frozen.
 * @example
 * ```ts
 * import { bearerChallenge, createErrorResponse } from '@lynk-auth/core/server';
 *
 * createErrorResponse('unauthorized', { challenge: bearerChallenge('api') });
 * ```
 */
export function createErrorResponse(
  code: ErrorResponseCode,
  details: ErrorResponseDetails = {},
): HttpResponse {
  const [status, message] = errorResponseRows[code];
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  };
  if (details.challenge !== undefined) headers['WWW-Authenticate'] = details.challenge;
  if (details.allow !== undefined) headers['Allow'] = details.allow;
  if (status === 429 || status === 503) {
    headers['Retry-After'] = String(Math.max(1, Math.ceil(details.retryAfterSeconds ?? 1)));
  }
  const body = JSON.stringify({ errors: [{ message, extensions: { code: code.toUpperCase() } }] });
  return Object.freeze({ status, headers: Object.freeze(headers), body });
}
