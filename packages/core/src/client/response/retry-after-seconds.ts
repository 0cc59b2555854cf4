/** The three forms of an HTTP date. Only the first one is generated today (RFC 9110 section 5.6.7). */
const FORMS = [
  /^(?<weekday>\w+), (?<day>\d\d)[ -](?<month>\w+)[ -](?<year>\d+) (?<time>[\d:]+) GMT$/,
  /^(?<weekday>\w+) (?<month>\w+) (?<day>[ \d]\d) (?<time>[\d:]+) (?<year>\d+)$/,
] as const;

/** The value of a number of seconds that is too large (RFC 9111 section 1.2.2). */
const MAX_SECONDS = 2_147_483_648;

/**
 * Reads `Retry-After` (RFC 9110 section 10.2.3): a number of seconds, or a date.
 *
 * @param value The header's value; `null` or `undefined` if it is absent.
 * @param now The time, in epoch milliseconds.
 * @returns Whole seconds to wait, rounded up; 0 for a date in the past; `undefined` if the value is absent or
 *   malformed. The result is not capped.
 * @example
 * ```ts
 * import { retryAfterSeconds } from '@lynk-auth/core/client';
 *
 * retryAfterSeconds('120', Date.now()); // 120
 * retryAfterSeconds('Wed, 21 Oct 2015 07:28:00 GMT', Date.UTC(2015, 9, 21, 7, 27)); // 60
 * ```
 */
export function retryAfterSeconds(value: string | null | undefined, now: number): number | undefined {
  const text = (value ?? '').trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text), MAX_SECONDS);
  const date = readDate(text, now);
  return date === undefined ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

function readDate(text: string, now: number): number | undefined {
  const form = FORMS.map((pattern) => pattern.exec(text)?.groups).find(Boolean);
  if (form === undefined) return undefined;
  const { weekday = '', day = '', month, year = '', time = '' } = form;
  const isLeapSecond = time.endsWith(':60');
  const standard = `${weekday.slice(0, 3)}, ${day.replace(' ', '0')} ${month} ${fullYear(year, now)} ${
    isLeapSecond ? `${time.slice(0, -2)}59` : time
  } GMT`;
  const date = new Date(standard);
  // `Date` reads 30 February as 1 March, and accepts other forms too.
  return date.toUTCString() === standard ? date.getTime() + (isLeapSecond ? 1000 : 0) : undefined;
}

/** A two-digit year that would be more than 50 years in the future is in the past (RFC 9110 section 5.6.7). */
function fullYear(year: string, now: number): number | string {
  if (year.length !== 2) return year;
  const current = new Date(now).getUTCFullYear();
  const guess = current - (current % 100) + Number(year);
  return guess > current + 50 ? guess - 100 : guess;
}
