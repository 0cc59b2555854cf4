import { isLynkError, LynkNetworkError } from '@lynk-auth/core';
import { readBody, toNetworkError } from '@lynk-auth/core/client';
import type { RemoteSettings } from './read-options.ts';

/** Far more than any valid response needs. */
const MAX_RESPONSE_BYTES = 65_536;

export interface PostRequest {
  readonly contentType: string;
  /** The value of `Authorization`. */
  readonly authorization: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface PostResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The whole body. */
  readonly bytes: Uint8Array;
}

/**
 * Sends one POST request to the endpoint, without retries or redirects. Reads the whole body whatever the
 * status, so that the connection can be reused.
 *
 * @throws {LynkNetworkError} When the endpoint cannot be reached, the connection breaks, or the response is
 *   a redirect.
 * @throws {LynkBadResponseError} When the body is larger than 64 KiB.
 */
export async function post(
  { endpoint, fetch }: Pick<RemoteSettings, 'endpoint' | 'fetch'>,
  { contentType, authorization, body, signal }: PostRequest,
): Promise<PostResponse> {
  // Resolved per call: instrumentation may replace the global fetch after this module was loaded.
  const send = fetch ?? globalThis.fetch;
  try {
    const response = await send(endpoint, {
      method: 'POST',
      // Following a redirect would send the token to another address.
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
      throw new LynkNetworkError('The endpoint responded with a redirect, which is not followed.');
    }
    const { status, headers } = response;
    return { status, headers, bytes: await readBody(response, MAX_RESPONSE_BYTES) };
  } catch (error) {
    throw isLynkError(error) ? error : toNetworkError(error);
  }
}

/** Browsers hide the status of a redirect, and a custom fetch may have followed it. */
const isRedirect = ({ type, status, redirected }: Response): boolean =>
  type === 'opaqueredirect' || redirected || (status >= 300 && status <= 399);
