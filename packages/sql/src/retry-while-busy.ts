import { isLynkStoreError } from './errors.ts';

const isBusy = (error: unknown): boolean => isLynkStoreError(error) && error.code === 'store_busy';

/**
 * Tries again while another process holds the database, without blocking this one: SQLite's own
 * busy timeout would stop every verification for as long.
 *
 * @param attempt What to try. It must have no effect when it fails.
 * @param timeoutMs For how long, in milliseconds.
 * @param retries Whether to try again after this error, in this round. Default: where it was held.
 * @throws What the last attempt threw.
 */
export async function retryWhileBusy<T>(
  attempt: () => T | Promise<T>,
  timeoutMs: number,
  retries: (error: unknown, round: number) => boolean = isBusy,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let round = 0; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!retries(error, round) || performance.now() >= deadline) throw error;
      // Random, so that two processes do not meet again and again.
      const pause = Math.random() * Math.min(25, 2 ** round);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
