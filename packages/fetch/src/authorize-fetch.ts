import type { SecurityToken } from '@lynk-auth/core';
import { isQueryRequest, type Transport, type TransportAttempt } from '@lynk-auth/core/client';
import { discardBody } from '@lynk-auth/core/internal';
import type { AnyFetch, Fetch } from './fetch.ts';
import { guardBody } from './guard-body.ts';
import { readRequest } from './read-request.ts';
import { sendOnce } from './send-once.ts';
import { toHeadersInit } from './to-headers-init.ts';

/** The token of the request of each response that is a 401, to explain it. */
export const sentTokens: WeakMap<object, SecurityToken> = /* @__PURE__ */ new WeakMap();

/** Creates a `fetch` that sends through a transport and returns the `Response`, whatever its status. */
export function authorizeFetch(fetch: AnyFetch, { endpoint, maxResponseBytes, send }: Transport): Fetch {
  return async (input, init) => {
    const { url, method, body, type, canReplay, signal, headers: own, rest } = await readRequest(input, init);
    const call = {
      method,
      url,
      canReplay,
      isQuery: () => isQueryRequest({ method, url: new URL(url, endpoint).href, body }, endpoint),
      signal,
    };
    const withToken = (authorization: string) => {
      const headers = new Headers(toHeadersInit(own));
      headers.set('Authorization', authorization);
      // The type of a form is invalid without the boundary.
      if (type !== undefined && (type.includes('boundary=') || !headers.has('Content-Type')))
        headers.set('Content-Type', type);
      return headers;
    };
    const result = await send(call, async (attempt: TransportAttempt) => {
      const request = { ...rest, method, body, headers: withToken };
      const response = await sendOnce(fetch, attempt, request);
      const { status, headers } = response;
      return { status, headers, response, attempt, discard: () => discardBody(response.body) };
    });
    const guarded = guardBody(result.response, {
      maxBytes: maxResponseBytes,
      timeLeftMs: result.attempt.timeLeftMs(),
      timeoutMs: result.attempt.timeoutMs,
      signal,
    });
    if (result.status === 401) sentTokens.set(guarded, result.attempt.token);
    return guarded;
  };
}
