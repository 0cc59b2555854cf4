import type { ClaimedEvent, NewEvent } from '../store/outbox.ts';
import type { AuthorityEvent } from './authority-event.ts';

/** What every event has besides its body. */
type EventFrame = 'id' | 'organizationId' | 'tokenId' | 'at';
type BodyOf<Event> = Event extends AuthorityEvent ? Omit<Event, EventFrame> : never;

/** Creates an event for the outbox. */
export const createEvent = (
  frame: Pick<NewEvent, 'tokenId' | 'at' | 'notice'>,
  body: BodyOf<AuthorityEvent>,
): NewEvent => ({ ...frame, id: crypto.randomUUID(), body: JSON.stringify(body) });

/** Reads an event of the outbox. */
export function readEvent({ id, organizationId, tokenId, at, body }: ClaimedEvent): AuthorityEvent {
  return { ...JSON.parse(body), id, organizationId, tokenId, at };
}
