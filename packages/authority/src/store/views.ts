import type { TokenKind } from '@lynk-auth/core';
import type { AddressUse, SecretUsage } from './use-batch.ts';

/** A reference to an actor: a user, a token, or the operator of the system. */
export interface ActorRef {
  readonly kind: 'user' | 'token' | 'system';
  /** The user's or the token's id; `null` for the system. */
  readonly id: string | null;
}

/**
 * What a token is at one time. A revoked token is `revoked`, whatever else it is; a token whose time is over is
 * `expired`, even if it is suspended too.
 */
export type TokenState = 'active' | 'suspended' | 'expired' | 'revoked';

/** A token as a store returns it. The mask is the only part of the secret in it. */
export interface StoredToken {
  readonly id: string;
  readonly organizationId: string;
  readonly kind: TokenKind;
  readonly environment: string;
  readonly name: string;
  /** For example `lynk_live_eTQw…`. */
  readonly mask: string;
  /** The owner of a personal token; `null` for a service token. */
  readonly ownerId: string | null;
  /** The role of a service token; `null` for a personal token, which has its owner's role. */
  readonly roleId: string | null;
  /** The most that it may do, whatever its role allows; `null` for no ceiling. */
  readonly ceiling: readonly string[] | null;
  readonly createdBy: ActorRef;
  /**
   * Who manages it besides the administrators: the owner of a personal token; of a service token its creator, which is
   * the user if it was created with the user's personal token.
   */
  readonly managedBy: ActorRef;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** When it was last changed, in epoch milliseconds. */
  readonly updatedAt: number;
  /** When it expires, in epoch milliseconds; `null` for never. It is rejected from this time on. */
  readonly expiresAt: number | null;
  /** When it was revoked, in epoch milliseconds; `null` if it was not. */
  readonly revokedAt: number | null;
  /** When it was suspended, in epoch milliseconds; `null` if it is not. */
  readonly suspendedAt: number | null;
  /**
   * The last use of any of its secrets, in epoch milliseconds; `null` if no use was recorded. It stays when a secret is
   * forgotten.
   */
  readonly lastUsedAt: number | null;
}

/** A token as an operation returns it. */
export interface TokenView extends StoredToken {
  /** By the authority's clock, at the time of the call. */
  readonly state: TokenState;
  /** How old `lastUsedAt` may be: a use in another process is known at most this much later, in milliseconds. */
  readonly lastUsedPrecisionMs: number;
}

/** A secret of a token, as a store returns it. */
export interface StoredSecret {
  readonly digest: Uint8Array;
  /** For example `lynk_live_eTQw…`. */
  readonly mask: string;
  /** Whether it comes from a rotation and was never reported as used. */
  readonly pending: boolean;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** When it ends, in epoch milliseconds; `null` if it ends with the token. */
  readonly expiresAt: number | null;
  /** `null` if it was never used. */
  readonly usage: SecretUsage | null;
}

/**
 * What a secret is at one time, apart from its token: `pending` from its rotation to its first use, `retired` once a
 * rotation has ended it. A token has one secret, and more after a rotation.
 */
export type SecretState = 'pending' | 'active' | 'retired';

/** A secret of a token, as an operation returns it. */
export interface SecretView extends Omit<StoredSecret, 'digest' | 'pending' | 'usage'> {
  /** By the authority's clock, at the time of the call. */
  readonly state: SecretState;
  /** The first verification that accepted it, in epoch milliseconds; `null` if there was none. */
  readonly firstUsedAt: number | null;
  /** The last verification that accepted it, in epoch milliseconds; `null` if there was none. */
  readonly lastUsedAt: number | null;
  /** How old `lastUsedAt` may be: a use in another process is known at most this much later, in milliseconds. */
  readonly lastUsedPrecisionMs: number;
  /** How many verifications accepted it since `callsSince`. */
  readonly calls: number;
  /** The last rotation of the token, or its creation, in epoch milliseconds. */
  readonly callsSince: number;
  /** That of the last use, without any token; `null` if it is not known. */
  readonly userAgent: string | null;
  /** The last 16 addresses, latest first. */
  readonly addresses: readonly AddressUse[];
  /** The calls of each day with calls (in UTC, `2030-01-31`), oldest first: at most 30 days. */
  readonly days: readonly { readonly day: string; readonly calls: number }[];
}

export interface RoleView {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly permissions: readonly string[];
  /** System roles cannot be changed or deleted. */
  readonly system: boolean;
}

export interface MemberView {
  readonly organizationId: string;
  readonly userId: string;
  /** As in this organization; `null` if the host does not share it. */
  readonly name: string | null;
  readonly email: string | null;
  readonly role: RoleView;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** When the member was suspended, in epoch milliseconds; `null` for an active member. */
  readonly suspendedAt: number | null;
}

/** What an organization requires of its tokens. The host's policies apply too. */
export interface OrganizationPolicy {
  /** The networks from which its tokens may be used, as CIDR; an empty list allows none, `null` all. */
  readonly allowedNetworks: readonly string[] | null;
  /**
   * The longest time from the creation of a personal token to its expiry, in seconds; `null` for no limit. Tokens that
   * exist keep their expiry.
   */
  readonly maxPersonalLifetimeSeconds: number | null;
  /** The same for service tokens. */
  readonly maxServiceLifetimeSeconds: number | null;
  /** Whether a new token may have no expiry. */
  readonly allowNoExpiry: boolean;
  /**
   * The roles that the members and tokens of a role may grant, as ids, by the id of their role. A role that is not named
   * may grant every role. `null` for no restriction.
   */
  readonly grantableRoles: Readonly<Record<string, readonly string[]>> | null;
}

export interface OrganizationView {
  readonly id: string;
  readonly name: string;
  readonly policy: OrganizationPolicy;
  readonly createdAt: number;
  readonly updatedAt: number;
}
