import { isQueryRequest, type Transport, type TransportAttempt } from '@lynk-auth/core/client';
import { canReplay } from './can-replay.ts';
import type { Fetch } from './fetch.ts';
import { guardBody } from './guard-body.ts';
import { discard, refuseRedirected, sendOnce } from './send-once.ts';

/** A `fetch` that sends by a transport, for those who take the answer as a `Response`, whatever its status. */
export function authorizeFetch(fetch: Fetch, { endpoint, maxResponseBytes, send }: Transport): Fetch {
  return async (input, init = {}) => {
    const request = input instanceof Request ? await unpack(input, init) : { url: input, init };
    const { signal, headers: given, ...rest } = request.init;
    const { method = 'GET', body } = rest;
    const call = {
      url: request.url,
      canReplay: canReplay(body),
      isQuery: () => isQueryRequest({ method, url: new URL(request.url, endpoint).href, body }, endpoint),
      signal,
    };
    const withToken = (authorization: string) => {
      const all = new Headers(given);
      all.set('Authorization', authorization);
      return all;
    };
    const answer = await send(call, async (attempt: TransportAttempt) => {
      const response = refuseRedirected(await sendOnce(fetch, attempt, { ...rest, headers: withToken }));
      const { status, headers } = response;
      return { status, headers, response, attempt, discard: () => discard(response) };
    });
    return guardBody(answer.response, {
      maxBytes: maxResponseBytes,
      timeLeftMs: answer.attempt.timeLeftMs(),
      timeoutMs: answer.attempt.timeoutMs,
      signal,
    });
  };
}

/** A `Request` can be sent once only: it is taken apart, and its body read whole. */
async function unpack(request: Request, init: RequestInit): Promise<{ url: string; init: RequestInit }> {
  const { method, headers, signal, url } = request;
  const body = init.body === undefined && request.body !== null ? await request.arrayBuffer() : null;
  const text = body !== null && isText(headers) ? new TextDecoder().decode(body) : body;
  return { url, init: { method, headers, signal, ...(text === null ? {} : { body: text }), ...init } };
}

/** What is text is sent as text, so that it can be told what it asks for. */
const isText = (headers: Headers): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
