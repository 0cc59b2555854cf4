/** Epoch milliseconds; `null` for never. */
export type Expiry = number | null;

/** The last moment that an RFC 3339 date-time can name: the end of the year 9999. */
export const LATEST_EXPIRY = 253_402_300_799_999;

/** Whether the one comes after the other. */
export const isLater = (one: Expiry, other: Expiry): boolean =>
  other !== null && (one === null || one > other);

/** The one that comes first. */
export const earliest = (one: Expiry, other: Expiry): Expiry => (isLater(one, other) ? other : one);
