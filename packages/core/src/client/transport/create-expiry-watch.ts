import { isPromise } from '../../common/is-promise.ts';

/** The argument of `onTokenExpiring`. */
export interface TokenExpiring {
  /** When the token expires, in epoch milliseconds. */
  readonly expiresAt: number;
  /** Whole days until then, rounded down; 0 on the last day and after it. */
  readonly daysLeft: number;
}

const DAY_MS = 86_400_000;
const NOTICE_DAYS = 14;

/**
 * Calls back once a day, starting 14 days before a token expires. Errors of the callback are ignored: they must not fail
 * the request.
 *
 * @param notify The callback.
 * @param wall Returns the time, in epoch milliseconds.
 * @returns A function that receives the expiry of each response, in epoch milliseconds.
 */
export function createExpiryWatch(
  notify: (notice: TokenExpiring) => unknown,
  wall: () => number,
): (expiresAt: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (expiresAt) => {
    const now = wall();
    const left = expiresAt - now;
    // A clock that was set back must not suppress the notice for longer.
    if (left > NOTICE_DAYS * DAY_MS || Math.abs(now - last) < DAY_MS) return;
    last = now;
    try {
      const outcome = notify(Object.freeze({ expiresAt, daysLeft: Math.max(0, Math.floor(left / DAY_MS)) }));
      if (isPromise(outcome)) outcome.then(undefined, () => undefined);
    } catch {
      // Ignored, see above.
    }
  };
}
