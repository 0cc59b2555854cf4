const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses a duration such as `30m`, `24h` or `90d`. Returns milliseconds; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  return unit === undefined ? undefined : Number(count) * (UNITS[unit] as number);
}
