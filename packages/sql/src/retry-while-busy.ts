import { isLynkStoreError } from './errors.ts';

/**
 * Tries again while another process holds the database, without blocking this one: SQLite's own
 * busy timeout would stop every verification for as long.
 *
 * @param attempt What to try. It must have no effect when it fails.
 * @param timeoutMs For how long, in milliseconds.
 * @throws What the last attempt threw.
 */
export async function retryWhileBusy<T>(attempt: () => T | Promise<T>, timeoutMs: number): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let round = 0; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      const busy = isLynkStoreError(error) && error.code === 'store_busy';
      if (!busy || performance.now() >= deadline) throw error;
      // Random, so that two processes do not meet again and again.
      const pause = Math.random() * Math.min(25, 2 ** round);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
