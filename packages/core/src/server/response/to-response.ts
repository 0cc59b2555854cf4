import type { HttpResponse } from './create-error-response.ts';

/**
 * Converts a response to a web `Response`.
 *
 * @param response The response, for example of {@link createErrorResponse}.
 * @returns A new response.
 */
export function toResponse(response: HttpResponse): Response {
  return new Response(response.body, { status: response.status, headers: response.headers });
}
