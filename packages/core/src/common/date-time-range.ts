/**
 * The first and the last time that a date-time of RFC 3339 can express, in epoch milliseconds: the start of the year 0 and
 * the end of the year 9999.
 */
export const DATE_TIME_RANGE = { first: -62_167_219_200_000, last: 253_402_300_799_999 } as const;
