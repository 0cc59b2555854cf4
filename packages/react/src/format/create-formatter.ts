const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The units of relative times: each is used from its first value on. */
const units = [
  { unit: 'year', ms: 365 * DAY, from: 548 * DAY },
  { unit: 'month', ms: 30 * DAY, from: 60 * DAY },
  { unit: 'day', ms: DAY, from: DAY },
  { unit: 'hour', ms: HOUR, from: HOUR },
  { unit: 'minute', ms: MINUTE, from: MINUTE },
] as const;

/** Formats times for people. All times are epoch milliseconds. */
export interface Formatter {
  /** Such as `in 6 days`. */
  relative(time: number, now: number): string;
  /** Such as `7 Dec 2026, 14:10`, in the time zone of the reader. */
  dateTime(time: number): string;
  /** Such as `14:10:03`. */
  time(time: number): string;
  /** The same as {@link Formatter.dateTime}, in UTC. */
  utc(time: number): string;
  /** Such as `7 days`. */
  duration(ms: number): string;
  /** The time zone of the reader, such as `Europe/Berlin`. */
  readonly zone: string;
}

/**
 * Creates the functions that format times.
 *
 * @param locale A language tag; the default of the runtime if absent.
 */
export function createFormatter(locale: string | undefined): Formatter {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const full = { dateStyle: 'medium', timeStyle: 'short' } as const;
  const dateTime = new Intl.DateTimeFormat(locale, full);
  const utc = new Intl.DateTimeFormat(locale, { ...full, timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  return {
    relative(at, now) {
      const distance = Math.abs(at - now);
      const { unit, ms } = units.find(({ from }) => distance >= from) ?? { unit: 'second', ms: SECOND };
      if (unit === 'second') return relative.format(0, 'second');
      // Towards now: what ends in 47 hours does not end "in 2 days".
      return relative.format(Math.sign(at - now) * Math.floor(distance / ms), unit);
    },
    dateTime: (at) => dateTime.format(at),
    utc: (at) => utc.format(at),
    time: (at) => time.format(at),
    duration(ms) {
      // A lifetime is 24 hours, rather than a day.
      const fits = (each: (typeof units)[number]) =>
        ms >= (each.unit === 'day' ? 2 * DAY : each.ms) && ms % each.ms === 0;
      const { unit, ms: size } = units.slice(2).find(fits) ?? {
        unit: 'second',
        ms: SECOND,
      };
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        Math.round(ms / size),
      );
    },
    zone: dateTime.resolvedOptions().timeZone,
  };
}
