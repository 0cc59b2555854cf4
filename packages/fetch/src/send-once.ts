import { LynkBadResponseError } from '@lynk-auth/core';
import type { TransportAttempt } from '@lynk-auth/core/client';
import { discardBody } from '@lynk-auth/core/internal';
import type { AnyFetch, AnyResponse } from './fetch.ts';

/** The part of a request that the transport does not set. */
export interface AttemptInit extends Omit<RequestInit, 'headers' | 'body'> {
  readonly body: unknown;
  /** Creates the headers of one attempt. They are passed to `fetch` only. */
  readonly headers: (authorization: string) => HeadersInit;
}

/**
 * Sends one attempt. This is the only place where the token becomes part of a request: no caller and no error ever
 * contains these headers.
 *
 * @param fetch The function that sends the request.
 * @param attempt The attempt of the transport.
 * @param init The rest of the request.
 * @returns The response of `fetch`.
 * @throws {LynkBadResponseError} As a rejection, if `fetch` has followed a redirect or hides its target.
 * @throws Any error of `fetch`.
 */
export async function sendOnce(
  fetch: AnyFetch,
  { url, authorization, signal }: TransportAttempt,
  init: AttemptInit,
): Promise<AnyResponse> {
  const options = { ...init, headers: init.headers(authorization), redirect: 'manual', signal };
  const response = await fetch(url, options as never);
  const { type, redirected, status, body } = response;
  if (type === 'opaqueredirect' || redirected) {
    discardBody(body);
    throw new LynkBadResponseError('redirect', status);
  }
  return response;
}
