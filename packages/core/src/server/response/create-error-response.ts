/** A finished HTTP answer, for any framework to send. */
export interface HttpResponse {
  readonly status: number;
  /** Header names are in their usual spelling; each appears once. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Status and message of every refusal; the wire's code is the row's name in capitals. */
const rows = {
  bad_request: [400, 'Bad Request'],
  unauthorized: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  not_found: [404, 'Not Found'],
  method_not_allowed: [405, 'Method Not Allowed'],
  content_too_large: [413, 'Content Too Large'],
  unsupported_media_type: [415, 'Unsupported Media Type'],
  too_many_requests: [429, 'Too Many Requests'],
  internal_server_error: [500, 'Internal Server Error'],
  service_unavailable: [503, 'Service Unavailable'],
} as const;

/** What can be refused: the lower-case form of the code on the wire. */
export type ErrorResponseCode = keyof typeof rows;

/** What a refusal says besides its status. */
export interface ErrorResponseDetails {
  /** The value of `WWW-Authenticate`, made by {@link bearerChallenge}. */
  readonly challenge?: string | undefined;
  /** The value of `Retry-After`, in whole seconds, at least 1. For 429 and 503, 1 by default. */
  readonly retryAfterSeconds?: number | undefined;
  /** The value of `Allow`, for 405: `POST`. */
  readonly allow?: string | undefined;
}

/**
 * Makes the HTTP answer of a refusal: the same JSON shape for all of them, never cached.
 *
 * @param code What is refused.
 * @param details The headers that go with it.
 * @returns The finished answer.
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
  const [status, message] = rows[code];
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
