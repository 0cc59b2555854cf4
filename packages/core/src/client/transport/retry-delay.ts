const FIRST_MS = 1000;
const LONGEST_MS = 10_000;

/**
 * Returns how long to wait before a retry: the server's `Retry-After`, otherwise a random part ("full jitter") of a
 * delay that doubles from one second to ten, so that many clients do not retry at once.
 *
 * @param retry The number of the retry, from 0.
 * @param retryAfterSeconds The `Retry-After` of the response, if any.
 * @param random Returns a number from 0 up to 1.
 * @returns Milliseconds.
 */
export function retryDelay(
  retry: number,
  retryAfterSeconds: number | undefined,
  random: () => number,
): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** retry);
}
