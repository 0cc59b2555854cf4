/** A measurement and its floor, the least that the work can cost. */
export interface Row {
  readonly name: string;
  /** The measurement, in `unit`. */
  readonly value: number;
  readonly unit: 'ns' | 'ms' | 'B';
  /** The floor in the same run, in `unit`. */
  readonly floor: number;
  /** The limit of `value / floor`, or of `value - floor` in `unit`. Absent for rows without a limit. */
  readonly limit?: { readonly ratio: number } | { readonly difference: number };
}

/** A group of rows that are measured together. */
export interface Group {
  readonly title: string;
  run(): Promise<readonly Row[]>;
}

/** Checks whether a row is within its limit. */
export function isWithin({ value, floor, limit }: Row): boolean {
  if (limit === undefined) return true;
  return 'ratio' in limit ? value / floor <= limit.ratio : value - floor <= limit.difference;
}
