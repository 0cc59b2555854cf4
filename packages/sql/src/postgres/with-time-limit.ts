import { LynkStoreError } from '../errors.ts';

/**
 * Waits for a promise with a time limit.
 *
 * @param milliseconds The time limit.
 * @param result The promise.
 * @param onTimeout Called when the time limit is reached, before the returned promise rejects.
 * @throws {LynkStoreError} `store_unreachable` when the time limit is reached.
 */
export function withTimeLimit<T>(
  milliseconds: number,
  result: Promise<T>,
  onTimeout: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const expire = () => {
      onTimeout();
      reject(
        new LynkStoreError('store_unreachable', { cause: new Error('The server did not respond in time.') }),
      );
    };
    // After a process was stopped or busy, timers run before pending input. One more turn reads the response.
    let timer = setTimeout(() => {
      timer = setTimeout(expire, 0);
    }, milliseconds);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
