/** Epoch milliseconds; `null` for never. */
export type Moment = number | null;

/** The last moment that an RFC 3339 date-time can name: the end of the year 9999. */
export const LAST_MOMENT = 253_402_300_799_999;

/** Whether the one comes after the other. */
export const isLater = (one: Moment, other: Moment): boolean =>
  other !== null && (one === null || one > other);

/** The one that comes first. */
export const earliest = (one: Moment, other: Moment): Moment => (isLater(one, other) ? other : one);
