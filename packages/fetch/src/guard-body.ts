import { isLynkError, LynkAbortedError, LynkBadResponseError, LynkTimeoutError } from '@lynk-auth/core';
import { toNetworkError } from '@lynk-auth/core/client';

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
export function guardBody(response: Response, limits: BodyLimits): Response {
  const { body, status, statusText, headers, url } = response;
  if (body === null) return response;
  const reader = body.getReader();
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
          reader.cancel().catch(() => undefined);
        };
        if (limits.signal?.aborted) abort();
      },
      async pull(controller) {
        try {
          const { value, done } = await reader.read();
          if (ended) return;
          if (done) {
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
  const guardedResponse = new Response(guarded, { status, statusText, headers });
  Object.defineProperty(guardedResponse, 'url', { value: url });
  return guardedResponse;
}
