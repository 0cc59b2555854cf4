import { isQueryRequest, type Transport, type TransportAttempt } from '@lynk-auth/core/client';
import { canReplay } from './can-replay.ts';
import type { Fetch } from './fetch.ts';
import { guardBody } from './guard-body.ts';
import { discard, rejectRedirected, sendOnce } from './send-once.ts';

/** Creates a `fetch` that sends through a transport and returns the `Response`, whatever its status. */
export function authorizeFetch(fetch: Fetch, { endpoint, maxResponseBytes, send }: Transport): Fetch {
  return async (input, init = {}) => {
    const request = input instanceof Request ? await unpack(input, init) : { url: input, init };
    const { signal, headers: callerHeaders, ...rest } = request.init;
    const { method = 'GET', body } = rest;
    const call = {
      url: request.url,
      canReplay: canReplay(body),
      isQuery: () => isQueryRequest({ method, url: new URL(request.url, endpoint).href, body }, endpoint),
      signal,
    };
    const withToken = (authorization: string) => {
      const headers = new Headers(callerHeaders);
      headers.set('Authorization', authorization);
      return headers;
    };
    const result = await send(call, async (attempt: TransportAttempt) => {
      const response = rejectRedirected(await sendOnce(fetch, attempt, { ...rest, headers: withToken }));
      const { status, headers } = response;
      return { status, headers, response, attempt, discard: () => discard(response) };
    });
    return guardBody(result.response, {
      maxBytes: maxResponseBytes,
      timeLeftMs: result.attempt.timeLeftMs(),
      timeoutMs: result.attempt.timeoutMs,
      signal,
    });
  };
}

/** Reads the parts of a `Request`, including its whole body, since a `Request` can be sent only once. */
async function unpack(request: Request, init: RequestInit): Promise<{ url: string; init: RequestInit }> {
  const { method, headers, signal, url } = request;
  const body = init.body === undefined && request.body !== null ? await request.arrayBuffer() : null;
  const text = body !== null && isJson(headers) ? new TextDecoder().decode(body) : body;
  return { url, init: { method, headers, signal, ...(text === null ? {} : { body: text }), ...init } };
}

/** Sends JSON as a string, so that a GraphQL query can be recognized and retried. */
const isJson = (headers: Headers): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
