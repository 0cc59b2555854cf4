import { isLynkError, LynkBadResponseError } from '@lynk-auth/core';

/** The error of axios for a body above `maxContentLength`. */
interface ContentLengthError {
  readonly message?: unknown;
  readonly response?: { readonly status?: unknown };
  /** A `ClientRequest` of Node. */
  readonly request?: { readonly res?: { readonly statusCode?: unknown } };
}

/**
 * Reads the status from an adapter's error about a body that is too large. For a failed request, the status is
 * sufficient. Any other error is rethrown, and the transport converts it to a network error.
 *
 * @param error The error of the adapter. It contains the attempt's config and so the token.
 * @returns The status of the failed request.
 * @throws {LynkBadResponseError} When the body of a successful response is too large.
 */
export function readFailedStatus(error: unknown): number {
  const { message, response, request } = (error ?? {}) as ContentLengthError;
  if (isLynkError(error) || typeof message !== 'string' || !message.startsWith('maxContentLength'))
    throw error;
  const status = response?.status ?? request?.res?.statusCode;
  if (typeof status === 'number' && status >= 300) return status;
  throw new LynkBadResponseError('too_large', typeof status === 'number' ? status : undefined);
}
