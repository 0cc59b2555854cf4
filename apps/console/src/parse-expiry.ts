import { StartError } from './start-error.ts';

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/**
 * Parses an expiry: `24h`, `90d`, `never`, a date, or a date and time with its offset.
 *
 * @param text The value of `--expires`.
 * @param now The time, in epoch milliseconds.
 * @returns Epoch milliseconds, or `null` for never.
 * @throws {StartError} for anything else.
 */
export function parseExpiry(text: string, now: number): number | null {
  if (text === 'never') return null;
  const [, count, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return now + Number(count) * (UNITS[unit] as number);
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new StartError(
      '--expires must be a duration such as 24h or 90d, a date such as 2030-01-31, or never.',
    );
  }
  return time;
}
