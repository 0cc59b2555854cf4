import type { NewEvent } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import { createSchedule } from '../use/create-schedule.ts';
import { announceExpiries } from './announce-expiries.ts';
import type { EventListener } from './authority-event.ts';
import { deliverEvents, type EventDelivery } from './deliver-events.ts';

/** Delivers the events of a store to a listener, as long as the process lives. */
export interface EventLoop {
  /** Adds events to the outbox. They are delivered soon. */
  add(events: readonly NewEvent[]): Promise<void>;
  /** Delivers events that were added, soon. */
  wake(): void;
  /** Announces the tokens that expire soon, and delivers the events that are due. */
  run(): Promise<EventDelivery>;
  /** Delivers what this process has added. */
  flush(): Promise<void>;
}

/** The methods of a store that a loop calls. */
export type OutboxStore = Pick<Store, 'addEvents' | 'claimEvents' | 'settleEvents' | 'listExpiring'>;

/** After the start: a host that creates an authority may still have to prepare its store. */
const START_MS = 1000;
/** How often events of other processes, and those that failed, are looked for. */
const POLL_MS = 60_000;
const SCAN_INTERVAL_MS = 3_600_000;

/** Creates the loop of a listener, which begins by itself. */
export function createEventLoop(
  store: OutboxStore,
  clock: { wall(): number },
  listener: EventListener,
): EventLoop {
  let last: Promise<unknown> = Promise.resolve();
  let scannedAt = Number.NEGATIVE_INFINITY;
  let hasAdded = false;

  const runRound = async (scan: boolean): Promise<EventDelivery> => {
    hasAdded = false;
    // Before the scan: one that fails must not hold up the events that are due.
    const due = await deliverEvents(store, clock, listener);
    if (!scan) return due;
    await announceExpiries(store, clock);
    scannedAt = performance.now();
    const announced = await deliverEvents(store, clock, listener);
    return { delivered: due.delivered + announced.delivered, failed: due.failed + announced.failed };
  };
  /** One round at a time, so that a slow listener is not called more and more often. */
  const run = (scan: boolean): Promise<EventDelivery> => {
    const round = last.then(() => runRound(scan));
    last = round.catch(() => undefined);
    return round;
  };
  const schedule = createSchedule(async () => {
    const isClosed = await run(performance.now() - scannedAt >= SCAN_INTERVAL_MS).then(
      () => false,
      (error: unknown) => (error as { code?: unknown } | null)?.code === 'store_closed',
    );
    if (!isClosed) schedule.runBy(performance.now() + POLL_MS);
  });
  const runBy = (at: number) => {
    try {
      schedule.runBy(at);
    } catch {
      // Workers have no timers outside of a request. There, `flush` and `run` deliver.
    }
  };
  runBy(performance.now() + START_MS);

  const wake = () => {
    hasAdded = true;
    runBy(performance.now());
  };
  return {
    wake,
    async add(events) {
      await store.addEvents(events);
      wake();
    },
    run: () => run(true),
    async flush() {
      await (hasAdded ? run(false) : last);
    },
  };
}
