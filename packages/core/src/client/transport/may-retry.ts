import type { LynkError } from '../../errors/errors.ts';

/** The outcome of one attempt. */
export interface AttemptOutcome {
  /** The status; `undefined` if there was no response. */
  readonly status?: number | undefined;
  /** Why there was no response. */
  readonly error?: LynkError | undefined;
  /** Whether the response had a valid `Retry-After`. */
  readonly hasRetryAfter: boolean;
}

/** Returns whether a status describes a transient failure. */
export const isTransientStatus = (status: number): boolean =>
  status === 429 || status === 502 || status === 503 || status === 504;

/**
 * Returns whether a request may be retried. A query may be, after a transient failure. A request that changes something
 * may be only if the server says that it did nothing, or if the request was not sent.
 */
export function mayRetry({ status, error, hasRetryAfter }: AttemptOutcome, isQuery: () => boolean): boolean {
  if (error !== undefined) {
    if (error.code === 'network') return !error.sent || isQuery();
    return error.code === 'timeout' && isQuery();
  }
  if (status === 429 || (status === 503 && hasRetryAfter)) return true;
  return status !== undefined && isTransientStatus(status) && isQuery();
}
