import type { HttpResponse } from './create-error-response.ts';

/**
 * Makes a web `Response` of a finished answer.
 *
 * @param response The answer, for example of a refusal.
 * @returns A new response.
 */
export function toResponse(response: HttpResponse): Response {
  return new Response(response.body, { status: response.status, headers: response.headers });
}
