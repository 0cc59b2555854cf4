const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Parses a date, or a date and time with its offset, in ISO 8601 format. A date without a time is midnight UTC.
 *
 * @returns Epoch milliseconds; `undefined` for anything else, and for a day that does not exist.
 */
export function parseDateTime(text: string): number | undefined {
  const [, date] = DATE_TIME.exec(text) ?? [];
  const time = date === undefined ? Number.NaN : Date.parse(text);
  // Date.parse accepts 30 February as 2 March: only a day that exists is the same when formatted again.
  const day = Date.parse(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(day) && new Date(day).toISOString().startsWith(`${date}T`);
  return Number.isNaN(time) || !exists ? undefined : time;
}
