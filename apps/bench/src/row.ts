/** One measured thing, against the floor of its group: what the work costs at the very least. */
export interface Row {
  readonly name: string;
  /** What was measured, in `unit`. */
  readonly value: number;
  readonly unit: 'ns' | 'ms' | 'B';
  /** What the floor took in the same run, in the same unit. */
  readonly floor: number;
  /** The most that is allowed: `value / floor`, or `value - floor` in `unit`; none where it only informs. */
  readonly limit?: { readonly ratio: number } | { readonly difference: number };
}

/** A group of rows that is measured together. */
export interface Group {
  readonly title: string;
  run(): Promise<readonly Row[]>;
}

/** Whether a row is within its limit. */
export function isWithin({ value, floor, limit }: Row): boolean {
  if (limit === undefined) return true;
  return 'ratio' in limit ? value / floor <= limit.ratio : value - floor <= limit.difference;
}
