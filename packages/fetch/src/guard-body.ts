import { isLynkError, LynkAbortedError, LynkBadResponseError, LynkTimeoutError } from '@lynk-auth/core';
import { toNetworkError } from '@lynk-auth/core/client';
import { discardBody, openBody } from '@lynk-auth/core/internal';
import { copyHeaders } from './copy-headers.ts';
import type { AnyResponse } from './fetch.ts';

/** The statuses of responses that cannot have a body. */
const BODILESS: readonly number[] = [101, 103, 204, 205, 304];

interface BodyLimits {
  readonly maxBytes: number;
  /** The rest of `timeoutMs` that is left for the body, in milliseconds. */
  readonly timeLeftMs: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | null | undefined;
}

/**
 * Returns a response whose body enforces the limits while the caller reads it. Reading fails with a `LynkError` if
 * the body is too large or takes too long, or if the request was aborted.
 */
export function guardBody(response: AnyResponse, limits: BodyLimits): Response {
  const { body, status } = response;
  if (body === null || body === undefined || BODILESS.includes(status)) {
    discardBody(body);
    return toResponse(null, response);
  }
  const reader = openBody(body);
  let length = 0;
  let ended = false;
  let fail: (error: unknown) => void = () => undefined;
  const end = () => {
    ended = true;
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', abort);
  };
  const abort = () => fail(new LynkAbortedError());
  const timer = setTimeout(
    () => fail(new LynkTimeoutError(limits.timeoutMs)),
    Math.max(0, limits.timeLeftMs),
  );
  // An unread body must not keep the process alive. Timers that are plain numbers never do.
  (timer as unknown as { unref?: () => void }).unref?.();
  limits.signal?.addEventListener('abort', abort);

  const guarded = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (error) => {
          if (ended) return;
          end();
          controller.error(error);
          void reader.cancel();
        };
        if (limits.signal?.aborted) abort();
      },
      async pull(controller) {
        try {
          const { value, done } = await reader.read();
          if (ended) return;
          if (done || value === undefined) {
            end();
            return controller.close();
          }
          length += value.length;
          if (length > limits.maxBytes) return fail(new LynkBadResponseError('too_large', status));
          controller.enqueue(value);
        } catch (error) {
          fail(isLynkError(error) ? error : toNetworkError(error));
        }
      },
      cancel(reason) {
        end();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return toResponse(guarded, response);
}

/** Creates a response of the runtime. */
function toResponse(
  body: ReadableStream | null,
  { status, statusText, headers, url }: AnyResponse,
): Response {
  const response = new Response(body, { status, statusText, headers: copyHeaders(headers) });
  return Object.defineProperty(response, 'url', { value: url });
}
