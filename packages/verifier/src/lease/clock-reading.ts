/** One reading of both clocks, in milliseconds. */
export interface ClockReading {
  readonly monotonic: number;
  readonly wall: number;
}

/**
 * Returns whether less than `milliseconds` have passed since a clock reading, by both clocks. Two clocks
 * are needed: the monotonic clock stops while a machine sleeps, and the wall clock can be set. The result
 * is `false` if a clock went back, jumped ahead or returns no number.
 */
export function isWithin(
  since: ClockReading,
  monotonic: number,
  wall: number,
  milliseconds: number,
): boolean {
  const age = monotonic - since.monotonic;
  const wallAge = wall - since.wall;
  return age >= 0 && age < milliseconds && wallAge >= 0 && wallAge < milliseconds;
}

/**
 * Returns whether a verification that began at `began` can use a read that was sent at `sent`: the read was
 * sent later, or less than `milliseconds` earlier.
 */
export function canJoin(sent: ClockReading, began: ClockReading, milliseconds: number): boolean {
  return sent.monotonic > began.monotonic || isWithin(sent, began.monotonic, began.wall, milliseconds);
}
