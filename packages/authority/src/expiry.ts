/** Epoch milliseconds; `null` for never. */
export type Expiry = number | null;

/** An expiry as a caller passes it: a time, or `null` for never. A number is in epoch milliseconds. */
export type ExpiryInput = number | Date | null;

/** Returns whether `one` is later than `other`. */
export const isLater = (one: Expiry, other: Expiry): boolean =>
  other !== null && (one === null || one > other);

/** Returns the earlier of the two. */
export const earliest = (one: Expiry, other: Expiry): Expiry => (isLater(one, other) ? other : one);
