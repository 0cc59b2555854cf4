import { LynkStoreError } from '../errors.ts';

/**
 * Waits for an answer, but no longer than for so long.
 *
 * @param milliseconds For how long.
 * @param answer What to wait for.
 * @param giveUp Called when the time is over, before the promise rejects.
 * @throws {LynkStoreError} `store_unreachable` when the time is over.
 */
export function withTimeLimit<T>(milliseconds: number, answer: Promise<T>, giveUp: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      giveUp();
      reject(new LynkStoreError('store_unreachable', { cause: new Error('There was no answer in time.') }));
    };
    // In a process that was stopped, or busy for long, timers come first. The answer may be there, unread.
    let timer = setTimeout(() => {
      timer = setTimeout(end, 0);
    }, milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
