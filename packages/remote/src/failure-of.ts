import { type LynkError, LynkHttpError, readGraphQLResult } from '@lynk-auth/core';

/**
 * The error for a status other than 200. It is shown no header and no body, so nothing that the
 * server says becomes part of it; and `Retry-After` is not for the caller of another API.
 */
export function failureOf(status: number): LynkError {
  const answer = readGraphQLResult(status, {}, '');
  return answer.ok ? new LynkHttpError(status) : answer.error;
}
