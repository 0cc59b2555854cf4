import { isLynkError, LynkAbortedError, LynkBadResponseError, LynkTimeoutError } from '@lynk-auth/core';
import { toNetworkError } from '@lynk-auth/core/client';

interface Limits {
  readonly maxBytes: number;
  /** How long the body may still take, and the limit of which that is the rest; in milliseconds. */
  readonly timeLeftMs: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | null | undefined;
}

/**
 * Gives an answer whose body keeps to the limits while somebody else reads it: it fails with an error of
 * the family where there is too much of it, where it takes too long, or where the caller has aborted.
 */
export function guardBody(response: Response, limits: Limits): Response {
  const { body, status, statusText, headers, url } = response;
  if (body === null) return response;
  const reader = body.getReader();
  let length = 0;
  let over = false;
  let fail: (error: unknown) => void = () => undefined;
  const end = () => {
    over = true;
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', abort);
  };
  const abort = () => fail(new LynkAbortedError());
  const timer = setTimeout(
    () => fail(new LynkTimeoutError(limits.timeoutMs)),
    Math.max(0, limits.timeLeftMs),
  );
  // A body that nobody reads keeps no process alive; where timers are plain numbers, they never do.
  (timer as unknown as { unref?: () => void }).unref?.();
  limits.signal?.addEventListener('abort', abort);

  const guarded = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (error) => {
          if (over) return;
          end();
          controller.error(error);
          reader.cancel().catch(() => undefined);
        };
        if (limits.signal?.aborted) abort();
      },
      async pull(controller) {
        try {
          const { value, done } = await reader.read();
          if (over) return;
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
  const answer = new Response(guarded, { status, statusText, headers });
  Object.defineProperty(answer, 'url', { value: url });
  return answer;
}
