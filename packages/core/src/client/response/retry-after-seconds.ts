import { trimBlanks } from '../../common/trim-blanks.ts';

const MONTHS: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** The three forms of an HTTP date. Only the first one is generated today (RFC 9110 section 5.6.7). */
const FORMS = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
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
  const text = trimBlanks(value ?? '');
  if (/^\d+$/.test(text)) return Math.min(Number(text), MAX_SECONDS);
  const date = readDate(text, now);
  return date === undefined ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

function readDate(text: string, now: number): number | undefined {
  for (const form of FORMS) {
    const { day, month, year, time } = form.exec(text)?.groups ?? {};
    if (day === undefined || month === undefined || year === undefined || time === undefined) continue;
    const date = new Date(0);
    date.setUTCFullYear(fullYear(year, now), MONTHS.indexOf(month), Number(day));
    // Rejects dates such as 30 February.
    if (!MONTHS.includes(month) || date.getUTCDate() !== Number(day)) return undefined;
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    // A leap second is the 60th.
    if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
    return date.setUTCHours(hours, minutes, seconds);
  }
  return undefined;
}

/** A two-digit year that would be more than 50 years in the future is in the past (RFC 9110 section 5.6.7). */
function fullYear(year: string, now: number): number {
  if (year.length === 4) return Number(year);
  const current = new Date(now).getUTCFullYear();
  const guess = current - (current % 100) + Number(year);
  return guess > current + 50 ? guess - 100 : guess;
}
