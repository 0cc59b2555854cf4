import { parseDateTime } from '../parse-date-time.ts';
import { StartError } from '../start-error.ts';
import { parseDuration } from './parse-duration.ts';

/**
 * Parses an expiry: `24h`, `90d`, `never`, a date, or a date and time with its offset.
 *
 * @param text The value of `--expires`; absent for the default of the authority.
 * @param now The time, in epoch milliseconds.
 * @returns Epoch milliseconds, `null` for never, or `undefined` for the default.
 * @throws {StartError} for anything else, such as a day that does not exist.
 */
export function parseExpiry(text: string | undefined, now: number): number | null | undefined {
  if (text === undefined) return undefined;
  if (text === 'never') return null;
  const duration = parseDuration(text);
  if (duration !== undefined) return now + duration;
  const time = parseDateTime(text);
  if (time !== undefined) return time;
  throw new StartError(
    '--expires must be a duration such as 24h or 90d, a date such as 2030-01-31, or never.',
  );
}
