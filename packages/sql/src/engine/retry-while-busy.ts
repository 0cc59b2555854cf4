import { isLynkStoreError } from '../errors.ts';

const isBusy = (error: unknown): boolean => isLynkStoreError(error) && error.code === 'store_busy';

/**
 * Retries an operation while another process locks the database. It does not block this process: SQLite's own
 * busy timeout would block every verification.
 *
 * @param run The operation. It must have no effect when it throws.
 * @param timeoutMs How long to retry, in milliseconds.
 * @param shouldRetry Returns whether to retry after this error. `attempt` counts from 0. By default, only after
 *   `store_busy`.
 * @throws The error of the last attempt.
 */
export async function retryWhileBusy<T>(
  run: () => T | Promise<T>,
  timeoutMs: number,
  shouldRetry: (error: unknown, attempt: number) => boolean = isBusy,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!shouldRetry(error, attempt) || performance.now() >= deadline) throw error;
      // Random, so that two processes do not collide repeatedly.
      const pause = Math.random() * Math.min(25, 2 ** attempt);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
