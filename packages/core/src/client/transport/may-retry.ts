import type { LynkError } from '../../errors/errors.ts';

/** What came of one try, as far as it matters here. */
export interface AttemptOutcome {
  /** The status; `undefined` where there was no answer. */
  readonly status?: number | undefined;
  /** Why there was none. */
  readonly error?: LynkError | undefined;
  /** Whether the answer had a `Retry-After` that could be read. */
  readonly hasRetryAfter: boolean;
}

/** Tells the answers of a trouble that may pass. */
export const mayPass = (status: number): boolean =>
  status === 429 || status === 502 || status === 503 || status === 504;

/**
 * Tells whether a request may be sent again. A query may, where the trouble may pass. What changes
 * something may only where the server says that it did nothing, or the request never left.
 */
export function mayRetry({ status, error, hasRetryAfter }: AttemptOutcome, isQuery: () => boolean): boolean {
  if (error !== undefined) {
    if (error.code === 'network') return !error.sent || isQuery();
    return error.code === 'timeout' && isQuery();
  }
  if (status === 429 || (status === 503 && hasRetryAfter)) return true;
  return status !== undefined && mayPass(status) && isQuery();
}
