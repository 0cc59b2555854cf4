import { isPromise } from '../../common/is-promise.ts';

/** What `onTokenExpiring` is told. */
export interface TokenExpiring {
  /** When the token expires, in epoch milliseconds. */
  readonly expiresAt: number;
  /** Whole days until then, rounded down; 0 on the last day and after it. */
  readonly daysLeft: number;
}

const DAY_MS = 86_400_000;
const NOTICE_DAYS = 14;

/**
 * Calls back once a day, from 14 days before a token expires. A callback that fails is none of the
 * request's business.
 *
 * @param notify The callback.
 * @param wall The time, in epoch milliseconds.
 * @returns What is shown every expiry that an answer told.
 */
export function createExpiryWatch(
  notify: (notice: TokenExpiring) => unknown,
  wall: () => number,
): (expiresAt: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (expiresAt) => {
    const now = wall();
    const left = expiresAt - now;
    // A clock that was set back must not silence it for longer.
    if (left > NOTICE_DAYS * DAY_MS || Math.abs(now - last) < DAY_MS) return;
    last = now;
    try {
      const answer = notify(Object.freeze({ expiresAt, daysLeft: Math.max(0, Math.floor(left / DAY_MS)) }));
      if (isPromise(answer)) answer.then(undefined, () => undefined);
    } catch {
      // As above.
    }
  };
}
