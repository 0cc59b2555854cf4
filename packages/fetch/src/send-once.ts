import { LynkBadResponseError } from '@lynk-auth/core';
import type { TransportAttempt } from '@lynk-auth/core/client';
import type { Fetch } from './fetch.ts';

/** A request, but for what the transport decides. */
export interface SentInit extends Omit<RequestInit, 'headers'> {
  /** Makes the headers, which are seen by nobody else. */
  readonly headers: (authorization: string) => HeadersInit;
}

/**
 * Puts one try on the wire. Here, and nowhere else, the token becomes part of a request: no caller, and
 * nothing that is thrown, ever sees these headers. What is answered goes through {@link refuseRedirected}.
 *
 * @param fetch What sends it.
 * @param attempt The try.
 * @param init The rest of the request.
 * @returns What `fetch` gives.
 * @throws whatever `fetch` throws.
 */
export function sendOnce(
  fetch: Fetch,
  { url, authorization, signal }: TransportAttempt,
  init: SentInit,
): Promise<Response> {
  return fetch(url, { ...init, headers: init.headers(authorization), redirect: 'manual', signal });
}

/**
 * Lets an answer pass, unless `fetch` has followed a redirect, or hides where one leads.
 *
 * @param response The answer to {@link sendOnce}.
 * @returns The same.
 * @throws {LynkBadResponseError} where that is so.
 */
export function refuseRedirected(response: Response): Response {
  const { type, redirected, status } = response;
  if (type === 'opaqueredirect' || redirected) {
    discard(response);
    throw new LynkBadResponseError('redirect', status);
  }
  return response;
}

/** Lets go of an answer's connection. Not waited for: the server may not let go of it. */
export function discard({ body }: Response): void {
  if (body !== null && !body.locked) body.cancel().catch(() => undefined);
}
