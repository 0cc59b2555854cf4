import { LynkTimeoutError } from '@lynk-auth/core';

/**
 * Does work that may not take longer than the limit. Its signal is aborted where the limit runs out,
 * and where the work fails, so that nothing goes on behind a look-up that is over.
 *
 * @param timeoutMs The limit, in milliseconds.
 * @param work What is done; what comes of it after the limit, a rejection too, is dropped.
 * @throws {LynkTimeoutError} as a rejection, whether or not the work obeys its signal.
 */
export function withinTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(error);
      controller.abort();
    };
    const timer = setTimeout(() => fail(new LynkTimeoutError(timeoutMs)), timeoutMs);
    work(controller.signal).then((value) => {
      clearTimeout(timer);
      resolve(value);
    }, fail);
  });
}
