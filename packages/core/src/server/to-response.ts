import type { HttpAnswer } from './create-answer.ts';

/**
 * Makes a web `Response` of a finished answer.
 *
 * @param answer The answer, for example of a refusal.
 * @returns A new response.
 */
export function toResponse(answer: HttpAnswer): Response {
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}
