import { LynkAbortedError, LynkTimeoutError } from '../errors/errors.ts';

interface TimeOptions {
  readonly signal?: AbortSignal | null | undefined;
  /** @default timeoutMs */
  readonly limitMs?: number;
}

/**
 * Runs asynchronous work with a time limit. The work's signal is aborted when the limit is reached, when the
 * caller's signal is aborted, and when the work fails, so that nothing keeps running afterwards.
 *
 * @param timeoutMs The limit, in milliseconds.
 * @param work The work. Its result or rejection after the limit is ignored. A throw counts as a rejection.
 * @param options The caller's signal, which ends the work early, and the limit that the error reports.
 * @returns The result of the work.
 * @throws {LynkTimeoutError} as a rejection, whether or not the work respects its signal.
 * @throws {LynkAbortedError} as a rejection with the signal's reason, if the caller's signal is aborted.
 */
export function runWithTimeout<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  { signal: outer, limitMs = timeoutMs }: TimeOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (outer?.aborted) return reject(new LynkAbortedError(outer.reason));
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
    const abort = () => fail(new LynkAbortedError(outer?.reason));
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
