/** Returns the smallest of some numbers that a part of them does not exceed, such as 0.99 of them. */
export const quantile = (numbers: readonly number[], part: number): number =>
  numbers.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(numbers.length * part) - 1)] ??
  Number.NaN;
