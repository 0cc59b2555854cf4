/** A moment, by both clocks, in milliseconds. */
export interface ClockReading {
  readonly monotonic: number;
  readonly wall: number;
}

/**
 * Whether less than so much time has passed since a moment, by both clocks: the monotonic one
 * stands still while a machine sleeps, the other one can be set. A clock that went back, or gives
 * no number, is not to be believed, and nor is one that leapt.
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

/** Whether what was sent at one moment serves who began at another: it was sent later, or just before. */
export function serves(sent: ClockReading, at: ClockReading, milliseconds: number): boolean {
  return sent.monotonic > at.monotonic || isWithin(sent, at.monotonic, at.wall, milliseconds);
}
