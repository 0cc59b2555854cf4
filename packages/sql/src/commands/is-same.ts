/** Returns whether two values are equal plain data, including the order of properties. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
