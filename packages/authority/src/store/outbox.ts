// The outbox of a store: events that are kept until a listener has received them.

import type { StoredToken } from './views.ts';

/** How many days before its expiry a token is announced. */
export type ExpiryStep = 14 | 7 | 1;

/** The announcement of an expiry. A store adds it once, and keeps it until the expiry has passed. */
export interface ExpiryNotice {
  /** The expiry of the token that is announced, in epoch milliseconds. */
  readonly expiresAt: number;
  readonly daysLeft: ExpiryStep;
}

/** An event for the outbox. */
export interface NewEvent {
  /** Unique. An event that is in the outbox is not added again. */
  readonly id: string;
  readonly tokenId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** A JSON object, which a store neither reads nor changes. Without any secret. */
  readonly body: string;
  /** The event is not added if the token has a notice of this expiry and step already. @default in any case */
  readonly notice?: ExpiryNotice | undefined;
}

/** An event that was claimed for delivery. */
export interface ClaimedEvent extends Omit<NewEvent, 'notice'> {
  readonly organizationId: string;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
}

/** Which events {@link Store.claimEvents} claims. All times are in epoch milliseconds. */
export interface EventClaim {
  /** Events that are due at this time. A new event is due at once. */
  readonly at: number;
  /** When a claimed event is due again, unless it is settled. */
  readonly until: number;
  /** Due events from before this time are deleted instead. */
  readonly keepFrom: number;
  /** How many events at most; at least 1. */
  readonly limit: number;
}

/** What became of a claimed event. */
export interface EventSettlement extends Pick<ClaimedEvent, 'id' | 'attempts'> {
  /** When to try again, in epoch milliseconds, unless the event was claimed again since; `null` deletes the event. */
  readonly retryAt: number | null;
}

/** Which tokens {@link Store.listExpiring} returns. All times are in epoch milliseconds. */
export interface ExpiringQuery {
  /** Tokens without a notice of this step for their expiry, whose lifetime is longer than the step. */
  readonly daysLeft: ExpiryStep;
  /** Tokens that expire after this time. */
  readonly expiresAfter: number;
  /** Tokens that expire at this time or earlier. */
  readonly expiresUntil: number;
  /** Where the page begins. Default: at the earliest expiry. */
  readonly after?: ExpiringPosition | undefined;
  /** How many tokens the page examines at most; at least 1. */
  readonly limit: number;
}

/** A position in the tokens by their expiry. */
export interface ExpiringPosition {
  readonly expiresAt: number;
  readonly id: string;
}

/** A page of {@link Store.listExpiring}. */
export interface ExpiringPage {
  /** By their expiry, then by their id. */
  readonly tokens: readonly StoredToken[];
  /** Where the next page begins; `null` on the last one. A page can be empty while there is a next one. */
  readonly next: ExpiringPosition | null;
}
