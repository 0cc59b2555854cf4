import { median } from './in-turns.ts';

/** A measurement and its own floor, the least that the work can cost. Both are from the same run. */
export interface Sample {
  readonly value: number;
  readonly floor: number;
}

/** The comparison of some samples. */
export interface Row {
  readonly name: string;
  readonly unit: 'ns' | 'ms' | 'B' | '/s';
  /** The median of the measurements, in `unit`. */
  readonly value: number;
  /** The median of the floors, in `unit`. */
  readonly floor: number;
  /** Whether `middle`, `interval` and `limit` are of `value / floor`, or of `value - floor` in `unit`. */
  readonly by: 'ratio' | 'difference';
  /** The median over the samples. */
  readonly middle: number;
  /** The interval in which the median lies with 95 % confidence. */
  readonly interval: { readonly low: number; readonly high: number };
  /** The limit of `middle`. Absent for rows without a limit. */
  readonly limit?: number;
}

/** How samples become a row. `by` is `ratio` by default. */
export type RowOptions = Pick<Row, 'unit' | 'limit'> & Partial<Pick<Row, 'by'>>;

/** A group of rows that are measured together. */
export interface Group {
  readonly title: string;
  run(): Promise<readonly Row[]>;
}

const compare = {
  ratio: ({ value, floor }: Sample) => value / floor,
  difference: ({ value, floor }: Sample) => value - floor,
} as const;

/** Creates a row. Each sample is compared with its own floor before the median is taken. */
export function createRow(
  name: string,
  samples: readonly Sample[],
  { unit, by = 'ratio', limit }: RowOptions,
): Row {
  const compared = samples.map(compare[by]).sort((one, other) => one - other);
  // The ranks between which the median lies (sign test). With up to seven samples they are the first and the last.
  const rank = Math.max(0, Math.floor((samples.length - 1) / 2 - 0.98 * Math.sqrt(samples.length)));
  return {
    name,
    unit,
    value: median(samples.map(({ value }) => value)),
    floor: median(samples.map(({ floor }) => floor)),
    by,
    middle: median(compared),
    interval: { low: compared[rank] ?? Number.NaN, high: compared.at(-1 - rank) ?? Number.NaN },
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Returns why a row fails, or `null` if it is within its limit. */
export function findFailure(row: Row): string | null {
  const { middle, interval, limit } = row;
  if (limit === undefined || middle <= limit) return null;
  const cause =
    interval.low > limit ? 'and so is the whole interval' : 'but the interval includes it: measure again';
  return `${row.name}: ${show(row)} is above the limit of ${limit}, ${cause}.`;
}

/** Formats the comparison, such as `1.05 × (1.04 to 1.06)`. */
export function show({ by, unit, middle, interval }: Row): string {
  const format = (number: number) => (by === 'ratio' && number < 10 ? number.toFixed(2) : number.toFixed(1));
  const range = `(${format(interval.low)} to ${format(interval.high)})`;
  return by === 'ratio'
    ? `${format(middle)} × ${range}`
    : `${middle < 0 ? '' : '+'}${format(middle)} ${unit} ${range}`;
}
