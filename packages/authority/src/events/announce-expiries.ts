import type { ExpiringPage, ExpiryStep, NewEvent } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { StoredToken } from '../store/views.ts';
import { createEvent } from './event-body.ts';

const DAY_MS = 86_400_000;
const PAGE_SIZE = 200;

/** Each step begins where the nearer one ends, so that only the nearest is announced. */
const steps: readonly { readonly daysLeft: ExpiryStep; readonly after: number }[] = [
  { daysLeft: 1, after: 0 },
  { daysLeft: 7, after: 1 },
  { daysLeft: 14, after: 7 },
];

/** Adds an event for each token that expires soon and was not announced yet. */
export async function announceExpiries(
  store: Pick<Store, 'listExpiring' | 'addEvents'>,
  clock: { wall(): number },
): Promise<void> {
  const at = Math.floor(clock.wall());
  for (const { daysLeft, after } of steps) {
    const query = { daysLeft, expiresAfter: at + after * DAY_MS, expiresUntil: at + daysLeft * DAY_MS };
    let next: ExpiringPage['next'] = null;
    do {
      const page: ExpiringPage = await store.listExpiring({
        ...query,
        after: next ?? undefined,
        limit: PAGE_SIZE,
      });
      const events = page.tokens.map((token) => announce(token, daysLeft, at));
      if (events.length > 0) await store.addEvents(events);
      next = page.next;
      // A synchronous store would hold up the process until the last page.
      if (next !== null) await new Promise((resolve) => setTimeout(resolve, 0));
    } while (next !== null);
  }
}

function announce(
  { id, name, kind, ownerId, expiresAt }: StoredToken,
  daysLeft: ExpiryStep,
  at: number,
): NewEvent {
  const expiry = expiresAt ?? at;
  return createEvent(
    { tokenId: id, at, notice: { expiresAt: expiry, daysLeft } },
    { type: 'token.expiring', name, kind, ownerId, expiresAt: expiry, daysLeft },
  );
}
