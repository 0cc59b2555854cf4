// events/: what the authority reports to the host, through an outbox in the store.

import type { TokenKind } from '@lynk-auth/core';
import type { ExpiryStep } from '../store/outbox.ts';
import type { RefusalReason } from '../store/refusal-batch.ts';

interface EventBase {
  /** Unique. An event that is delivered again has the same id. */
  readonly id: string;
  readonly organizationId: string;
  /** Epoch milliseconds, by the authority's clock. */
  readonly at: number;
  readonly tokenId: string;
}

interface ClientDetails {
  /** Untrusted input, as is the user agent. A token in either is masked; `undefined` if the plugin passed none. */
  readonly clientIp: string | undefined;
  readonly userAgent: string | undefined;
}

/**
 * A secret was used after a rotation had ended it: a client still has the old secret, or it leaked. The use was rejected
 * like that of every bad token, and nothing else was changed. Each process reports a secret at most once a minute.
 */
export interface SecretReusedEvent extends EventBase, ClientDetails {
  readonly type: 'secret.reused';
  /** The mask of the secret that was used, for example `lynk_live_eTQw…`. */
  readonly mask: string;
  /** When the secret was created, in epoch milliseconds. */
  readonly secretCreatedAt: number;
  /** When the secret ended, in epoch milliseconds. */
  readonly secretEndedAt: number;
}

/**
 * A token that the authority knows was rejected. Each process reports a token and reason at most once a minute. The client
 * never learns the reason.
 */
export interface TokenRefusedEvent extends EventBase, ClientDetails {
  readonly type: 'token.refused';
  readonly reason: RefusalReason;
  /** How often this process has rejected it from `since` until `at`. */
  readonly count: number;
  /** Epoch milliseconds. */
  readonly since: number;
}

/**
 * A token expires in 14 days, 7 days or 1 day, at most. Each step is reported once for an expiry; of several that are due
 * at once, only the nearest. A token has no step that is as long as its lifetime, or longer.
 */
export interface TokenExpiringEvent extends EventBase {
  readonly type: 'token.expiring';
  readonly name: string;
  readonly kind: TokenKind;
  /** The owner of a personal token; `null` for a service token. */
  readonly ownerId: string | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly daysLeft: ExpiryStep;
}

/** What the authority reports to `onEvent`. It holds no secret and may be logged. Ignore types that you do not know. */
export type AuthorityEvent = SecretReusedEvent | TokenRefusedEvent | TokenExpiringEvent;

/**
 * Receives events, each at least once. An event is delivered when the returned promise has resolved within 30 seconds;
 * otherwise it is delivered again later.
 */
export type EventListener = (event: AuthorityEvent) => unknown;
