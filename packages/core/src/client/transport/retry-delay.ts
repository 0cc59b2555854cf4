const FIRST_MS = 1000;
const LONGEST_MS = 10_000;

/**
 * How long to wait before a request is sent again: as long as the server asks for, else a random part
 * ("full jitter") of a time that doubles from one second to ten, so that many clients do not come back at once.
 *
 * @param retry Which retry it is, from 0.
 * @param retryAfterSeconds What the answer said, if it did.
 * @param random Gives a number from 0 up to 1.
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
