import { assertOption, hasMethod } from './assert-option.ts';

/** The source of the time. */
export interface Clock {
  /** Returns epoch milliseconds, like `Date.now()`. */
  wall(): number;
  /** Returns milliseconds since an arbitrary start, like `performance.now()`. It never goes back. */
  monotonic(): number;
}

// Read once, and not at import: on Node, `globalThis.performance` is a getter that loads a module.
let timer: typeof globalThis.performance | undefined;

/** The clock of the runtime. */
export const systemClock: Clock = {
  // Not `Date.now` itself: an engine can inline the call only if it sees it.
  wall: () => Date.now(),
  monotonic() {
    timer ??= globalThis.performance;
    return timer.now();
  },
};

/**
 * Validates the option `clock`.
 *
 * @param caller The function whose option it is, for the message.
 * @param clock The value of the option.
 * @throws {LynkConfigurationError} if it is not a clock.
 */
export function assertClock(caller: string, clock: unknown): asserts clock is Clock {
  assertOption(
    caller,
    hasMethod(clock, 'wall') && hasMethod(clock, 'monotonic'),
    'clock must be an object with a wall and a monotonic function',
  );
}
