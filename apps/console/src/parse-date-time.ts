import { isExistingDay } from '@lynk-auth/core/internal';

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Parses a date, or a date and time with its offset, in ISO 8601 format. A date without a time is midnight UTC.
 *
 * @returns Epoch milliseconds; `undefined` for anything else, and for a day that does not exist.
 */
export function parseDateTime(text: string): number | undefined {
  const [, date] = DATE_TIME.exec(text) ?? [];
  if (date === undefined || !isExistingDay(date)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
