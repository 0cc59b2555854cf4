/**
 * Returns the tag of a value, such as `FormData`. The classes of the web have one, whichever package or realm
 * implements them, so it recognizes values that `instanceof` does not.
 */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
