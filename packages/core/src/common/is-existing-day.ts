/**
 * Returns whether a day exists. `Date` reads 30 February as 2 March.
 *
 * @param day The day, in the form `2030-01-31`.
 */
export function isExistingDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Only a day that exists is the same when formatted again.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`);
}
