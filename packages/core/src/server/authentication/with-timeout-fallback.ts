/**
 * Waits for a promise with a time limit. A later result or rejection is ignored.
 *
 * @param promise The promise.
 * @param timeoutMs The limit, in milliseconds.
 * @param fallback The value to resolve with when the limit is reached.
 * @returns A promise of the value or the fallback.
 */
export function withTimeoutFallback<T>(promise: PromiseLike<T>, timeoutMs: number, fallback: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, timeoutMs, fallback);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
