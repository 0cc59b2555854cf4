import { isLynkError, LynkBadResponseError } from '@lynk-auth/core';

/** What axios throws where a body is larger than it may be. */
interface TooLarge {
  readonly message?: unknown;
  readonly response?: { readonly status?: unknown };
  /** A `ClientRequest` of Node. */
  readonly request?: { readonly res?: { readonly statusCode?: unknown } };
}

/**
 * Judges what an adapter threw. Of a failure with a body that is too large the status says enough; all else
 * is thrown on, for the transport to make a network error of.
 *
 * @param error What was thrown; it holds the config of the try, with the token.
 * @returns The status of the failure.
 * @throws {LynkBadResponseError} for any other answer that is too large.
 */
export function failedStatus(error: unknown): number {
  const { message, response, request } = (error ?? {}) as TooLarge;
  if (isLynkError(error) || typeof message !== 'string' || !message.startsWith('maxContentLength'))
    throw error;
  const status = response?.status ?? request?.res?.statusCode;
  if (typeof status === 'number' && status >= 300) return status;
  throw new LynkBadResponseError('too_large', typeof status === 'number' ? status : undefined);
}
