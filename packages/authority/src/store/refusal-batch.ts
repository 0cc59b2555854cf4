import type { NewEvent } from './outbox.ts';

/** Why a token that the store knows is rejected. It is for the token's owner and for events, never for the client. */
export const refusalReasons = [
  'expired',
  'revoked',
  'suspended',
  'retired',
  'owner_gone',
  'owner_suspended',
  'role_gone',
  'network',
] as const;

/** One of the reasons for which a known token is rejected. */
export type RefusalReason = (typeof refusalReasons)[number];

/** How often a token was rejected for one reason. */
export interface Refusals {
  readonly reason: RefusalReason;
  readonly count: number;
  /** The first time, in epoch milliseconds. */
  readonly firstAt: number;
  /** The last time, in epoch milliseconds. */
  readonly lastAt: number;
  /** The last known address; `null` if none is known. Untrusted input, without any token, at most 64 characters. */
  readonly clientIp: string | null;
  /** The last known user agent; `null` if none is known. Untrusted input, without any token, at most 256 characters. */
  readonly userAgent: string | null;
}

/** Rejections of a token for one reason, to be added to those that are stored. */
export interface TokenRefusals extends Refusals {
  readonly tokenId: string;
}

/** The rejections of many tokens, for one transaction. */
export interface RefusalBatch {
  /** Unique, also among the batches of uses. A batch that is sent again is not counted again. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly at: number;
  /** Each token and reason once. */
  readonly refusals: readonly TokenRefusals[];
  /** Events that the same transaction adds, as `addEvents` does. */
  readonly events: readonly NewEvent[];
}
