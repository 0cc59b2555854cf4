import type { TokenKind } from '@lynk-auth/core';

/** A reference to an actor: a user, a token, or the operator of the system. */
export interface ActorRef {
  readonly kind: 'user' | 'token' | 'system';
  /** The user's or the token's id; `null` for the system. */
  readonly id: string | null;
}

/** A token as a list shows it. The mask is the only part of the secret in it. */
export interface TokenView {
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
  /** Epoch milliseconds, like all times below. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly suspendedAt: number | null;
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
  readonly name: string;
  readonly email: string;
  readonly role: RoleView;
  readonly createdAt: number;
}

/** What an organization requires of every use of its tokens. */
export interface OrganizationPolicy {
  /** The networks from which its tokens may be used, as CIDR; an empty list allows none, `null` all. */
  readonly allowedNetworks: readonly string[] | null;
}

export interface OrganizationView {
  readonly id: string;
  readonly name: string;
  readonly policy: OrganizationPolicy;
  readonly createdAt: number;
  readonly updatedAt: number;
}
