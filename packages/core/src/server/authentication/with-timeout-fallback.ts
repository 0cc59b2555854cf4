/**
 * Waits for a promise, but not longer than the limit. What comes later, a rejection too, is dropped.
 *
 * @param promise What is waited for.
 * @param timeoutMs The limit, in milliseconds.
 * @param overdue What is given in its place.
 */
export function withTimeoutFallback<T>(promise: PromiseLike<T>, timeoutMs: number, overdue: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, timeoutMs, overdue);
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
