const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Formats a time in the time zone of the browser. */
export const formatTime = (time: number): string => local.format(time);

/** Formats a time in UTC, for the title of an element. */
export const formatUtc = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
