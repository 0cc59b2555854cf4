import { DATE_TIME_RANGE } from '../common/date-time-range.ts';

/** The first and the last second that a date-time of RFC 3339 can express. */
const FIRST = DATE_TIME_RANGE.first / 1000;
const LAST = (DATE_TIME_RANGE.last - 999) / 1000;

/**
 * Reads a NumericDate (RFC 7519 section 2) as authorization servers send it:
 *
 * - A fraction is allowed, and dropped: the result is never later than the value.
 * - `null` counts as absent: a serializer writes it for an optional claim.
 * - A value beyond the year 9999 is in milliseconds, a common mistake. Read as seconds, the token would hardly ever
 *   expire.
 * - A value beyond that, such as the largest integer for "never", is the end of the year 9999.
 *
 * @param value The claim: `exp`, `iat` or `nbf`.
 * @returns Whole seconds since the epoch; `null` if the claim is absent; `undefined` if it is not a number.
 */
export function readNumericDate(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
  const seconds = value > LAST ? value / 1000 : value;
  return Math.floor(Math.min(LAST, Math.max(FIRST, seconds)));
}

/** Converts epoch milliseconds to a NumericDate: whole seconds, from the start of the year 0 to the end of the year 9999. */
export const toNumericDate = (milliseconds: number): number =>
  Math.floor(Math.min(LAST, Math.max(FIRST, milliseconds / 1000)));
