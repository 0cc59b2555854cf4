import { type LynkError, LynkHttpError } from '@lynk-auth/core';
import { readGraphQLResult } from '@lynk-auth/core/client';

/**
 * Creates the error for a status other than 200. It is built from the status alone, so nothing that the
 * server sends becomes part of it. `Retry-After` is ignored: it is addressed to this service, not to the
 * caller of the verifier.
 */
export function toStatusError(status: number): LynkError {
  const result = readGraphQLResult(status, {}, '');
  return result.ok ? new LynkHttpError(status) : result.error;
}
