import { isPromise, startTimer } from '@lynk-auth/core/internal';

/** How many lookups are in flight at once. */
const CONCURRENT = 4;
/** How many lookups wait. */
const MAX_WAITING = 256;
/** How long a lookup waits, in milliseconds: less than the 5 seconds that a plugin allows a verifier. */
const MAX_WAIT_MS = 2000;
/** After this time a lookup no longer counts as in flight: a source that hangs must not block the line. */
const MAX_HOLD_MS = 10_000;

/** The lookups for one address that is over its limit: a few are in flight, and the others wait for their turn. */
export interface LookupLine {
  /**
   * Starts a lookup now, or when its turn comes.
   *
   * @param start Starts it. It never throws or rejects.
   * @param giveUp Returns the result if too many lookups wait, or if this one waited too long.
   * @returns Synchronous if the lookup is, and does not have to wait.
   */
  run<T>(start: (waited: boolean) => T | Promise<T>, giveUp: () => T): T | Promise<T>;
  /** Starts all lookups that wait. */
  open(): void;
}

/** Creates a line, in the order of arrival. */
export function createLookupLine(): LookupLine {
  let inFlight = 0;
  const waiting = new Set<() => void>();

  const begin = <T>(start: (waited: boolean) => T | Promise<T>, waited: boolean): T | Promise<T> => {
    const result = start(waited);
    if (!isPromise(result)) return result;
    inFlight += 1;
    let held = true;
    const release = () => {
      cancel();
      if (!held) return;
      held = false;
      inFlight -= 1;
      startNext();
    };
    const cancel = startTimer(release, MAX_HOLD_MS);
    return result.finally(release);
  };
  const startNext = () => {
    for (const next of waiting) {
      if (inFlight >= CONCURRENT) return;
      next();
    }
  };

  return {
    run(start, giveUp) {
      if (inFlight < CONCURRENT) return begin(start, false);
      if (waiting.size >= MAX_WAITING) return giveUp();
      return new Promise((resolve) => {
        const leave = () => {
          cancel();
          waiting.delete(next);
        };
        const next = () => {
          leave();
          resolve(begin(start, true));
        };
        const cancel = startTimer(() => {
          leave();
          resolve(giveUp());
        }, MAX_WAIT_MS);
        waiting.add(next);
      });
    },
    open() {
      for (const next of waiting) next();
    },
  };
}
