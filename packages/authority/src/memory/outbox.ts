import type {
  ClaimedEvent,
  EventClaim,
  EventSettlement,
  ExpiringPage,
  ExpiringPosition,
  ExpiringQuery,
  NewEvent,
} from '../store/outbox.ts';
import type { StoredToken } from '../store/views.ts';
import { findMember, type MemoryState } from './memory-state.ts';

const DAY_MS = 86_400_000;

const noticeKey = (tokenId: string, expiresAt: number | null, daysLeft: number): string =>
  JSON.stringify([tokenId, expiresAt, daysLeft]);

/** Adds events to the outbox, except those that were added before. */
export function addEvents({ tokens, events, notices }: MemoryState, added: readonly NewEvent[]): void {
  for (const { id, tokenId, at, body, notice } of added) {
    const token = tokens.get(tokenId);
    if (token === undefined || events.has(id)) continue;
    if (notice !== undefined) {
      const key = noticeKey(tokenId, notice.expiresAt, notice.daysLeft);
      if (notices.has(key)) continue;
      notices.add(key);
    }
    const { organizationId } = token;
    events.set(id, { id, organizationId, tokenId, at, body, attempts: 0, dueAt: at });
  }
}

/** Claims the events that are due. */
export function claimEvents(
  { events }: MemoryState,
  { at, until, keepFrom, limit }: EventClaim,
): readonly ClaimedEvent[] {
  const due = [...events.values()].filter(({ dueAt }) => dueAt <= at);
  for (const { id, at: addedAt } of due) if (addedAt < keepFrom) events.delete(id);
  return due
    .filter(({ id }) => events.has(id))
    .sort((one, other) => one.dueAt - other.dueAt || (one.id < other.id ? -1 : 1))
    .slice(0, limit)
    .map(({ dueAt: _, ...event }) => {
      const claimed = { ...event, attempts: event.attempts + 1 };
      events.set(event.id, { ...claimed, dueAt: until });
      return claimed;
    });
}

/** Deletes claimed events, or says when they are due again. */
export function settleEvents({ events }: MemoryState, settlements: readonly EventSettlement[]): void {
  for (const { id, attempts, retryAt } of settlements) {
    const event = events.get(id);
    if (retryAt === null) events.delete(id);
    else if (event?.attempts === attempts) events.set(id, { ...event, dueAt: retryAt });
  }
}

/** Returns one page of the tokens that expire in a period and were not announced. */
export function listExpiring(state: MemoryState, query: ExpiringQuery): ExpiringPage {
  const { daysLeft, expiresAfter, expiresUntil, after, limit } = query;
  const found = [...state.tokens.values()]
    .flatMap((token) => {
      const { id, expiresAt, revokedAt } = token;
      return expiresAt !== null && expiresAt > expiresAfter && expiresAt <= expiresUntil && revokedAt === null
        ? { token, position: { expiresAt, id } }
        : [];
    })
    .filter(({ position }) => after === undefined || compare(after, position) < 0)
    .sort((one, other) => compare(one.position, other.position));
  const isSilent = ({ id, organizationId, ownerId, suspendedAt, createdAt, expiresAt }: StoredToken) =>
    suspendedAt !== null ||
    (findMember(state, organizationId, ownerId)?.suspendedAt ?? null) !== null ||
    (expiresAt ?? 0) - createdAt <= daysLeft * DAY_MS ||
    state.notices.has(noticeKey(id, expiresAt, daysLeft));
  return {
    tokens: found
      .slice(0, limit)
      .map(({ token }) => token)
      .filter((token) => !isSilent(token)),
    next: found.length > limit ? (found[limit - 1]?.position ?? null) : null,
  };
}

function compare(one: ExpiringPosition, other: ExpiringPosition): number {
  if (one.expiresAt !== other.expiresAt) return one.expiresAt - other.expiresAt;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}
