/** What is waited by. */
export interface Timer {
  /** Milliseconds from any beginning; never goes back. */
  monotonic(): number;
  /** May be early or late. */
  sleep(milliseconds: number): Promise<void>;
}

const systemTimer: Timer = {
  monotonic: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Two clocks may differ in their rate: by far less than this, a fiftieth; and they have a grain. */
const withMargin = (leaseMs: number): number => leaseMs * 1.02 + 2;

/**
 * Waits until every proof that was there before has run out, wherever it was: one lease, and a
 * margin. It begins when the change is committed, and is over when the change holds everywhere.
 *
 * @param leaseMs The store's lease, in milliseconds; where it is 0, there is nothing to wait for.
 */
export async function waitForLease(leaseMs: number, timer: Timer = systemTimer): Promise<void> {
  if (leaseMs === 0) return;
  const end = timer.monotonic() + withMargin(leaseMs);
  for (let left = end - timer.monotonic(); left > 0; left = end - timer.monotonic()) {
    await timer.sleep(Math.ceil(left));
  }
}
