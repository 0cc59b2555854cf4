import type { TrackedRefusal } from '@lynk-auth/verifier';
import { createEvent } from '../events/event-body.ts';
import type { NewEvent } from '../store/outbox.ts';
import {
  type RefusalBatch,
  type RefusalReason,
  refusalReasons,
  type TokenRefusals,
} from '../store/refusal-batch.ts';
import type { Store } from '../store/store.ts';
import { createBatchWriter } from './create-batch-writer.ts';
import type { ClientCleaner } from './create-client-cleaner.ts';
import { createSchedule } from './create-schedule.ts';
import { FIRST_DELAY_MS, RETRY_MS } from './create-use-recorder.ts';
import { RefusalTally } from './refusal-tally.ts';
import { USE_INTERVAL_MS } from './use-interval.ts';

/** Records the rejections of tokens that the store knows. */
export interface RefusalRecorder {
  record(refusal: TrackedRefusal): void;
  /**
   * Writes what was counted, of one token or of all.
   *
   * @throws Whatever the store throws. The rejections are kept, and written later.
   */
  flush(tokenId?: string): Promise<void>;
}

/** Options of {@link createRefusalRecorder}. */
export interface RefusalRecorderOptions {
  readonly clock: { wall(): number };
  readonly clean: ClientCleaner;
  /** Called when events were written; `null` if there is no listener, and none are. */
  readonly onEvents: (() => void) | null;
}

/** The rejections of a token for one reason: those that are not written yet, and those without an event yet. */
interface RefusalCounter {
  readonly tokenId: string;
  readonly reason: RefusalReason;
  readonly unwritten: RefusalTally;
  readonly unreported: RefusalTally;
  /** In monotonic milliseconds. */
  writtenAt: number;
  /** In epoch milliseconds, like the times of events. */
  reportedAt: number;
}

/** What is written of a counter: at most one of each. */
type Row = Pick<RefusalBatch, 'refusals' | 'events'>;

/** Beyond this number of tokens and reasons in a minute, rejections of further ones are not recorded. */
const MAX_COUNTERS = 10_000;

/** Creates the recorder of a source. It writes as seldom as that of uses. */
export function createRefusalRecorder(
  store: Pick<Store, 'recordRefusals'>,
  { clock, clean, onEvents }: RefusalRecorderOptions,
): RefusalRecorder {
  /** Counters with rejections, and those that were written less than a minute ago. */
  const counters = new Map<string, RefusalCounter>();
  const due = new Set<RefusalCounter>();

  /** How long until a counter may be written again, in milliseconds. Negative: since when it may. */
  const waitToWrite = ({ writtenAt }: RefusalCounter) => writtenAt + USE_INTERVAL_MS - performance.now();
  /** The same for its event. A clock that was set back does not silence the next one. */
  const waitToReport = ({ reportedAt }: RefusalCounter) =>
    USE_INTERVAL_MS - Math.abs(clock.wall() - reportedAt);

  const takeRow = (counter: RefusalCounter): Row => {
    const { tokenId, reason, unwritten, unreported } = counter;
    const ids = { tokenId, reason };
    const isReported = unreported.count > 0 && waitToReport(counter) <= 0;
    if (isReported) counter.reportedAt = clock.wall();
    if (unwritten.count > 0) counter.writtenAt = performance.now();
    return {
      refusals: unwritten.count > 0 ? [{ ...ids, ...unwritten.take(clean) }] : [],
      events: isReported ? [toEvent({ ...ids, ...unreported.take(clean) })] : [],
    };
  };
  const send = createBatchWriter<Row>({
    clock,
    take() {
      const rows = [...due].map(takeRow);
      due.clear();
      return rows.filter(({ refusals, events }) => refusals.length + events.length > 0);
    },
    async write({ id, at, rows }) {
      const events = rows.flatMap((row) => row.events);
      await store.recordRefusals({ id, at, refusals: rows.flatMap(({ refusals }) => refusals), events });
      if (events.length > 0) onEvents?.();
    },
  });

  /** Forgets counters that have nothing left to say. */
  const prune = () => {
    for (const [key, counter] of counters) {
      const isEmpty = counter.unwritten.count === 0 && counter.unreported.count === 0;
      if (isEmpty && waitToWrite(counter) <= 0 && waitToReport(counter) <= 0) counters.delete(key);
    }
  };
  const schedule = createSchedule(async () => {
    prune();
    for (const counter of counters.values()) {
      const waits = [
        ...(counter.unwritten.count > 0 ? [waitToWrite(counter)] : []),
        ...(counter.unreported.count > 0 ? [waitToReport(counter)] : []),
      ];
      if (waits.some((wait) => wait <= 0)) due.add(counter);
      for (const wait of waits)
        if (wait > 0) schedule.runBy(performance.now() + Math.max(FIRST_DELAY_MS, wait));
    }
    await send().catch(() => schedule.runBy(performance.now() + RETRY_MS));
  });

  return {
    record(refusal) {
      const { tokenId, reason, keepsMemory } = refusal;
      if (!isRefusalReason(reason)) return;
      const key = `${reason} ${tokenId}`;
      const counter = counters.get(key) ?? createCounter(tokenId, reason);
      if (!counters.has(key)) {
        if (counters.size >= MAX_COUNTERS) return;
        counters.set(key, counter);
      }
      counter.unwritten.add(refusal);
      if (onEvents !== null) counter.unreported.add(refusal);
      if (counter.unwritten.count > 1 || !keepsMemory) return;
      schedule.runBy(performance.now() + Math.max(FIRST_DELAY_MS, waitToWrite(counter)));
    },
    async flush(tokenId) {
      prune();
      for (const counter of counters.values()) {
        if (tokenId === undefined || counter.tokenId === tokenId) due.add(counter);
      }
      await send();
    },
  };
}

const createCounter = (tokenId: string, reason: RefusalReason): RefusalCounter => ({
  ...{ tokenId, reason, unwritten: new RefusalTally(), unreported: new RefusalTally() },
  ...{ writtenAt: Number.NEGATIVE_INFINITY, reportedAt: Number.NEGATIVE_INFINITY },
});

const isRefusalReason = (reason: string): reason is RefusalReason =>
  (refusalReasons as readonly string[]).includes(reason);

const toEvent = ({ tokenId, reason, count, firstAt, lastAt, clientIp, userAgent }: TokenRefusals): NewEvent =>
  createEvent(
    { tokenId, at: lastAt },
    {
      ...{ type: 'token.refused', reason, count, since: firstAt },
      ...{ clientIp: clientIp ?? undefined, userAgent: userAgent ?? undefined },
    },
  );
