import type { TokenKind } from '@lynk-auth/core';
import type { Changes } from '@lynk-auth/verifier';
import type { ApplyOutcome, Command } from './command.ts';
import type { MemberView, OrganizationView, RoleView, TokenView } from './views.ts';

/**
 * What the lookup of a secret finds: the token, its owner and its role as they are now, in one
 * read. A store only reports; the authority judges.
 */
export interface TokenRecord {
  readonly tokenId: string;
  readonly organizationId: string;
  readonly kind: TokenKind;
  /** The owner of a personal token; `null` for a service token. */
  readonly userId: string | null;
  /** Epoch milliseconds, as everywhere in this port; `null` for never. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly suspendedAt: number | null;
  /** When this one of the token's secrets ends, ahead of the token; `null` for with the token. */
  readonly secretExpiresAt: number | null;
  /** Whether this secret is new from a rotation, and was never reported as used. */
  readonly secretPending: boolean;
  /** Whether the owner is a member of the organization now; true for a service token. */
  readonly ownerPresent: boolean;
  /** What the owner's role, or the service token's own, allows now; `null` where there is no such role. */
  readonly rolePermissions: readonly string[] | null;
  /** What the token may do at the most, whatever the role allows; `null` for no ceiling. */
  readonly ceiling: readonly string[] | null;
  /** The networks that the organization allows, as CIDR; `null` for all. */
  readonly allowedNetworks: readonly string[] | null;
}

/** Which tokens {@link Store.listTokens} gives. */
export interface TokenFilter {
  readonly organizationId: string;
  readonly kind?: TokenKind | undefined;
  /** Personal tokens of this user only. */
  readonly ownerId?: string | undefined;
}

/**
 * The authority's port to a database. Two faces: `lookup`, read on every verification that is not
 * answered from memory, and `apply`, one atomic and idempotent command each. The rest are plain
 * reads. Every read and every command is confined to the organization that it names; an id of
 * another organization is not found.
 */
export interface Store {
  /**
   * How long a reading of the change log is proof of what it did not show, in milliseconds: the same
   * for everybody who reads this data. After a change, so long is to be waited until it holds
   * everywhere. 0 where nobody else reads it.
   */
  readonly leaseMs: number;

  /**
   * Finds the token that has a secret with one of these digests, in one statement.
   *
   * @param digests The token's stored digests: 32 bytes each, at least one.
   * @returns The record, or `null`; synchronous where the driver is.
   */
  lookup(digests: readonly Uint8Array[]): TokenRecord | null | Promise<TokenRecord | null>;

  /**
   * Carries out one command in one transaction, together with its audit entry and its row in the
   * change log. Sent again (because the answer was lost) it changes nothing and gives the same answer.
   *
   * @returns What came of it; an expected failure is a value, and has then changed nothing.
   */
  apply<C extends Command>(command: C): Promise<ApplyOutcome<C>>;

  /**
   * Reads the change log: the changes with a number above `after`, oldest first. A store may forget
   * changes that are over an hour old, and need not give more than 1,000 at once.
   */
  changes(after: number): Changes | Promise<Changes>;

  getOrganization(organizationId: string): Promise<OrganizationView | null>;
  /** All organizations, oldest first. For the operator's own tools: it is confined to nothing. */
  listOrganizations(): Promise<readonly OrganizationView[]>;
  getMember(organizationId: string, userId: string): Promise<MemberView | null>;
  /** Oldest first. */
  listMembers(organizationId: string): Promise<readonly MemberView[]>;
  getRole(organizationId: string, roleId: string): Promise<RoleView | null>;
  /** In the order in which they were created. */
  listRoles(organizationId: string): Promise<readonly RoleView[]>;
  getToken(organizationId: string, tokenId: string): Promise<TokenView | null>;
  /** Oldest first; revoked ones too. */
  listTokens(filter: TokenFilter): Promise<readonly TokenView[]>;
  /** Finds a token by the digest of one of its secrets. */
  findToken(organizationId: string, digests: readonly Uint8Array[]): Promise<TokenView | null>;

  /** Gives back what the store holds. Further calls are errors; a second `close` is none. */
  close(): Promise<void>;
}
