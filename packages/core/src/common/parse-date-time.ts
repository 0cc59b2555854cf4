import { isExistingDay } from './is-existing-day.ts';

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Parses a date-time of RFC 3339. `Date` accepts other forms too.
 *
 * @param text The string to parse.
 * @returns Epoch milliseconds; `null` if it is not a date-time, or if its day does not exist.
 */
export function parseDateTime(text: string): number | null {
  const upper = text.toUpperCase();
  const day = DATE_TIME.exec(upper)?.[1];
  return day !== undefined && isExistingDay(day) ? Date.parse(upper) : null;
}
