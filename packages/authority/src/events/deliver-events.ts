import { runWithTimeout } from '@lynk-auth/core/internal';
import type { ClaimedEvent, EventSettlement } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { EventListener } from './authority-event.ts';
import { readEvent } from './event-body.ts';

/** How many events a round has delivered, and how often the listener has failed. */
export interface EventDelivery {
  readonly delivered: number;
  /** They are delivered again later, unless it was the last attempt. */
  readonly failed: number;
}

const BATCH_SIZE = 20;
/** Shorter than the claim, so that no other process delivers an event meanwhile. */
const LISTENER_TIMEOUT_MS = 30_000;
const CLAIM_MS = 60_000;
const FIRST_DELAY_MS = 10_000;
/** The delay doubles, so that the last attempt is about four days after the first one. */
const MAX_ATTEMPTS = 16;
const RETENTION_MS = 7 * 86_400_000;

/** Delivers the events that are due. */
export async function deliverEvents(
  store: Pick<Store, 'claimEvents' | 'settleEvents'>,
  clock: { wall(): number },
  listener: EventListener,
): Promise<EventDelivery> {
  let delivered = 0;
  let failed = 0;
  const deliver = async (event: ClaimedEvent): Promise<EventSettlement> => {
    const { id, attempts } = event;
    try {
      await runWithTimeout(LISTENER_TIMEOUT_MS, async () => listener(readEvent(event)));
      delivered += 1;
      return { id, attempts, retryAt: null };
    } catch {
      failed += 1;
      const delay = FIRST_DELAY_MS * 2 ** (attempts - 1);
      return { id, attempts, retryAt: attempts < MAX_ATTEMPTS ? Math.floor(clock.wall()) + delay : null };
    }
  };
  for (;;) {
    const at = Math.floor(clock.wall());
    const claim = { at, until: at + CLAIM_MS, keepFrom: at - RETENTION_MS, limit: BATCH_SIZE };
    const events = await store.claimEvents(claim);
    if (events.length === 0) return { delivered, failed };
    await store.settleEvents(await Promise.all(events.map(deliver)));
  }
}
