/** A token is written at most once a minute. */
export const USE_INTERVAL_MS = 60_000;
