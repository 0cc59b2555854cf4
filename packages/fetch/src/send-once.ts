import { LynkBadResponseError } from '@lynk-auth/core';
import type { TransportAttempt } from '@lynk-auth/core/client';
import type { Fetch } from './fetch.ts';

/** The part of a request that the transport does not set. */
export interface AttemptInit extends Omit<RequestInit, 'headers'> {
  /** Creates the headers of one attempt. They are passed to `fetch` only. */
  readonly headers: (authorization: string) => HeadersInit;
}

/**
 * Sends one attempt. This is the only place where the token becomes part of a request: no caller and no error ever
 * contains these headers. Pass the response to {@link rejectRedirected}.
 *
 * @param fetch The function that sends the request.
 * @param attempt The attempt of the transport.
 * @param init The rest of the request.
 * @returns The response of `fetch`.
 * @throws Any error of `fetch`.
 */
export function sendOnce(
  fetch: Fetch,
  { url, authorization, signal }: TransportAttempt,
  init: AttemptInit,
): Promise<Response> {
  return fetch(url, { ...init, headers: init.headers(authorization), redirect: 'manual', signal });
}

/**
 * Rejects a response for which `fetch` has followed a redirect or hides its target.
 *
 * @param response The response of {@link sendOnce}.
 * @returns The same response.
 * @throws {LynkBadResponseError} For such a redirect.
 */
export function rejectRedirected(response: Response): Response {
  const { type, redirected, status } = response;
  if (type === 'opaqueredirect' || redirected) {
    discard(response);
    throw new LynkBadResponseError('redirect', status);
  }
  return response;
}

/** Releases the connection of a response. Does not wait for it, since the server may never respond. */
export function discard({ body }: Response): void {
  if (body !== null && !body.locked) body.cancel().catch(() => undefined);
}
