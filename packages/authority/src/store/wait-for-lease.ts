import { MAX_TIMER_MS } from '@lynk-auth/core/internal';

/** A clock and a timer. */
export interface Timer {
  /** Returns milliseconds since an arbitrary start. It never goes back. */
  monotonic(): number;
  /** May resolve early or late. */
  sleep(milliseconds: number): Promise<void>;
}

const systemTimer: Timer = {
  monotonic: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Two clocks may differ in rate, by far less than a fiftieth, and have a limited resolution. */
const withMargin = (leaseMs: number): number => leaseMs * 1.02 + 2;

/**
 * Waits until every older proof has expired in every process: one lease and a margin. Call it after the commit
 * of a change; when it resolves, the change holds everywhere. It is rule 6 of the lease, see
 * `lease/lease.ts` of @lynk-auth/verifier.
 *
 * @param leaseMs The store's lease, in milliseconds. With 0 it does not wait.
 */
export async function waitForLease(leaseMs: number, timer: Timer = systemTimer): Promise<void> {
  if (leaseMs === 0) return;
  const end = timer.monotonic() + withMargin(leaseMs);
  for (let left = end - timer.monotonic(); left > 0; left = end - timer.monotonic()) {
    await timer.sleep(Math.min(Math.ceil(left), MAX_TIMER_MS));
  }
}
