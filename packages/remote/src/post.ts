import { isLynkError, LynkNetworkError, readBody, toNetworkError } from '@lynk-auth/core';
import type { RemoteSettings } from './read-options.ts';

/** No true answer comes near it. */
const MAX_BYTES = 65_536;

/** What is sent. */
export interface PostRequest {
  readonly contentType: string;
  /** The value of `Authorization`. */
  readonly authorization: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** What came back, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/**
 * Sends one POST to the endpoint and nowhere else, once, and reads the answer whole, whatever its
 * status: then its connection serves the next one.
 *
 * @throws {LynkNetworkError} when the endpoint cannot be reached, breaks off, or redirects.
 * @throws {LynkBadResponseError} when the body is too large.
 */
export async function post(
  { endpoint, fetch }: Pick<RemoteSettings, 'endpoint' | 'fetch'>,
  { contentType, authorization, body, signal }: PostRequest,
): Promise<Answer> {
  // Looked up late: instrumentation replaces the global one after this module was loaded.
  const send = fetch ?? globalThis.fetch;
  try {
    const response = await send(endpoint, {
      method: 'POST',
      // A redirect would carry the token to where it points.
      redirect: 'manual',
      headers: {
        Accept: 'application/json',
        Authorization: authorization,
        'Cache-Control': 'no-store',
        'Content-Type': contentType,
      },
      body,
      signal,
    });
    if (isRedirect(response)) {
      throw new LynkNetworkError('The endpoint answered with a redirect, which is not followed.');
    }
    const { status, headers } = response;
    return { status, headers, bytes: await readBody(response, MAX_BYTES) };
  } catch (error) {
    throw isLynkError(error) ? error : toNetworkError(error);
  }
}

/** Browsers show no more of one than its type; and a fetch of another make may have followed it. */
const isRedirect = ({ type, status, redirected }: Response): boolean =>
  type === 'opaqueredirect' || redirected || (status >= 300 && status <= 399);
