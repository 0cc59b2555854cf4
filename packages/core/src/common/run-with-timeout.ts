import { LynkAbortedError, LynkTimeoutError } from '../errors/errors.ts';

interface TimeOptions {
  readonly signal?: AbortSignal | null | undefined;
  /** @default timeoutMs */
  readonly limitMs?: number;
}

/**
 * Does work that may not take longer than the limit. Its signal is aborted where the limit runs out,
 * where the caller's does, and where the work fails, so that nothing goes on behind what is over.
 *
 * @param timeoutMs The limit, in milliseconds.
 * @param work What is done; what comes of it after the limit, a rejection too, is dropped. What it throws
 *   counts as a rejection.
 * @param options The caller's signal, which ends the work early, and the limit that an error names.
 * @returns What the work gives.
 * @throws {LynkTimeoutError} as a rejection, whether or not the work obeys its signal.
 * @throws {LynkAbortedError} as a rejection, where the caller's signal is aborted.
 */
export function runWithTimeout<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  { signal: outer, limitMs = timeoutMs }: TimeOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (outer?.aborted) return reject(new LynkAbortedError());
    const controller = new AbortController();
    const settle = () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    };
    const fail = (error: unknown) => {
      settle();
      reject(error);
      controller.abort();
    };
    const abort = () => fail(new LynkAbortedError());
    const timer = setTimeout(() => fail(new LynkTimeoutError(limitMs)), timeoutMs);
    outer?.addEventListener('abort', abort);
    try {
      work(controller.signal).then((value) => {
        settle();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}
