// store/: the port to a database, with its commands and views.

import type { TokenKind } from '@lynk-auth/core';
import type { Change } from '@lynk-auth/verifier';
import type { AuditEntry, AuditQuery } from '../audit/audit-entry.ts';
import type { ApplyOutcome, Command } from './command.ts';
import type {
  ClaimedEvent,
  EventClaim,
  EventSettlement,
  ExpiringPage,
  ExpiringQuery,
  NewEvent,
} from './outbox.ts';
import type { RefusalBatch, Refusals } from './refusal-batch.ts';
import type { UseBatch } from './use-batch.ts';
import type {
  ActorRef,
  MemberView,
  OrganizationView,
  RoleView,
  StoredSecret,
  StoredToken,
  TokenState,
} from './views.ts';

/**
 * What the lookup of a secret returns: the token, its owner and its role as they are now, in one read. The
 * store only reports; the authority evaluates.
 */
export interface TokenRecord {
  readonly tokenId: string;
  readonly organizationId: string;
  readonly kind: TokenKind;
  /** The owner of a personal token; `null` for a service token. */
  readonly userId: string | null;
  /** Epoch milliseconds, like all times of a store; `null` for never. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly suspendedAt: number | null;
  /** When this secret expires, if that is before the token; `null` if it expires with the token. */
  readonly secretExpiresAt: number | null;
  /** Whether this secret comes from a rotation and was never reported as used. */
  readonly secretPending: boolean;
  /** Whether the owner is a member of the organization now; true for a service token. */
  readonly ownerPresent: boolean;
  /** When the owner was suspended in the organization; `null` if they are active, and for a service token. */
  readonly ownerSuspendedAt: number | null;
  /** The permissions of the owner's role, or of the service token's own role, now; `null` if the role does not exist. */
  readonly rolePermissions: readonly string[] | null;
  /** The most that the token may do, whatever its role allows; `null` for no ceiling. */
  readonly ceiling: readonly string[] | null;
  /** The networks that the organization allows, as CIDR; `null` for all. */
  readonly allowedNetworks: readonly string[] | null;
}

/**
 * The order of a list of tokens: by creation, the newest or the oldest first; by name, whose letters A to Z are the same as a to
 * z, in the order of code points; by expiry, the soonest first, and last those that never expire. Tokens with the same value are
 * in the order of their ids, ascending except with `newest`.
 */
export type TokenOrder = 'newest' | 'oldest' | 'name' | 'expires';

/** A position in a list of tokens: after the token with these properties, which may have changed or been deleted since. */
export interface TokenPosition {
  /** What the order compares, as `toTokenPosition` returns it. */
  readonly value: number | string;
  readonly id: string;
}

/** Which tokens {@link Store.listTokens} returns: those to which every property applies. */
export interface TokenQuery {
  readonly organizationId: string;
  readonly kind?: TokenKind | undefined;
  /** Personal tokens of this user. */
  readonly ownerId?: string | undefined;
  /** Service tokens with this role. */
  readonly roleId?: string | undefined;
  /** Tokens that this user or token manages. */
  readonly managedBy?: ActorRef | undefined;
  /** Tokens that are in this state at a time, in epoch milliseconds. */
  readonly state?: { readonly is: TokenState; readonly at: number } | undefined;
  /** Tokens that expire before this time, in epoch milliseconds. */
  readonly expiresBefore?: number | undefined;
  /** Tokens that never expire, if true; tokens with an expiry, if false. */
  readonly neverExpires?: boolean | undefined;
  /**
   * Tokens that were not used since this time, in epoch milliseconds, and were created before it: those that were last used
   * before, and those that were never used.
   */
  readonly unusedSince?: number | undefined;
  /** Tokens whose name contains this string. The letters A to Z are the same as a to z. */
  readonly search?: string | undefined;
  /**
   * The order of the tokens.
   * @default 'newest'
   */
  readonly order?: TokenOrder | undefined;
  /** Where the page begins, in the same order. Default: at the first token. */
  readonly after?: TokenPosition | undefined;
  /** How many tokens the page has at most; at least 1. */
  readonly limit: number;
}

/** A page of {@link Store.listTokens}. */
export interface TokenPage {
  /** In the order of the query. */
  readonly tokens: readonly StoredToken[];
  /**
   * Where the next page begins; `null` if no token is left. A page may be shorter than the limit, and even empty, while
   * there is a next one: a store can bound how many tokens it examines for a page.
   */
  readonly next: TokenPosition | null;
  /** How many tokens the query has on all pages. */
  readonly total: number;
  /** `false` if there may be more: a store can bound how many tokens it counts, and stops there. */
  readonly totalIsExact: boolean;
}

/**
 * The authority's port to a database. It has two faces: `lookup`, called by every verification that the
 * cache cannot resolve, and `apply`, one atomic and idempotent command each. The rest are plain reads. Every
 * read and every command is confined to the organization that it names; an id of another organization is not
 * found.
 */
export interface Store {
  /**
   * How long one read of the change log proves that nothing else changed, in milliseconds. It is the same for
   * every process that reads this data: a change holds everywhere this long after its commit. 0 if no other
   * process reads it.
   */
  readonly leaseMs: number;

  /**
   * Finds the token that has a secret with one of these digests, in one statement.
   *
   * @param digests The digests under which the token may be stored: 32 bytes each, at least one.
   * @returns The record, or `null`; synchronous if the driver is.
   */
  lookup(digests: readonly Uint8Array[]): TokenRecord | null | Promise<TokenRecord | null>;

  /**
   * Applies one command in one transaction, together with its audit entry and its row in the change log.
   * Applied again (because the response was lost) it changes nothing and returns the same outcome.
   *
   * @returns The outcome. An expected failure is a value and has changed nothing.
   */
  apply<C extends Command>(command: C): Promise<ApplyOutcome<C>>;

  /**
   * Reads the end of the change log, oldest row first: the newest row, and all rows before it down to number
   * `from`. A new log has one row, number 0. A store may delete rows that are over an hour old, but never the
   * newest, and may leave out all but the 1,000 newest.
   *
   * @param from The number of the newest row that the caller knows. It may be greater than every number in the
   *   log, after a restore.
   */
  changes(from: number): readonly Change[] | Promise<readonly Change[]>;

  getOrganization(organizationId: string): Promise<OrganizationView | null>;
  /** All organizations, oldest first. For the operator's own tools: it is not confined to one organization. */
  listOrganizations(): Promise<readonly OrganizationView[]>;
  getMember(organizationId: string, userId: string): Promise<MemberView | null>;
  /** Oldest first. */
  listMembers(organizationId: string): Promise<readonly MemberView[]>;
  getRole(organizationId: string, roleId: string): Promise<RoleView | null>;
  /** In the order in which they were created. */
  listRoles(organizationId: string): Promise<readonly RoleView[]>;
  getToken(organizationId: string, tokenId: string): Promise<StoredToken | null>;
  /** A page of tokens, including revoked and expired ones. */
  listTokens(query: TokenQuery): Promise<TokenPage>;
  /** The secrets of a token, oldest first; none if the token does not exist. */
  listSecrets(organizationId: string, tokenId: string): Promise<readonly StoredSecret[]>;
  /**
   * Adds the uses of many secrets, in one transaction. It changes no rights, and adds no row to the change log. A batch
   * that was added before changes nothing; uses of unknown secrets are ignored.
   */
  recordUse(batch: UseBatch): Promise<void>;
  /**
   * Adds the rejections of many tokens, and their events, in one transaction. It changes no rights, and adds no row to
   * the change log. A batch that was added before changes nothing; unknown and deleted tokens are ignored.
   */
  recordRefusals(batch: RefusalBatch): Promise<void>;
  /** The rejections of a token by their reason, latest first; none if the token does not exist. */
  listRefusals(organizationId: string, tokenId: string): Promise<readonly Refusals[]>;
  /**
   * Adds events to the outbox, in one transaction. Events that were added before, those whose notice was, and those of
   * unknown and deleted tokens are ignored.
   */
  addEvents(events: readonly NewEvent[]): Promise<void>;
  /**
   * Claims events that are due, of all organizations, those that are due longest first. Of two processes that call it
   * at once, one gets an event.
   */
  claimEvents(claim: EventClaim): Promise<readonly ClaimedEvent[]>;
  /** Deletes events, or says when to try again. Events that do not exist any more are ignored. */
  settleEvents(settlements: readonly EventSettlement[]): Promise<void>;
  /**
   * Reads tokens of all organizations that expire in a period: not those that are revoked, suspended or deleted, or
   * whose owner is suspended.
   */
  listExpiring(query: ExpiringQuery): Promise<ExpiringPage>;
  /** Finds a token by the digest of one of its secrets. */
  findToken(organizationId: string, digests: readonly Uint8Array[]): Promise<StoredToken | null>;

  /** Reads entries of the audit log, newest first. */
  listAudit(query: AuditQuery): Promise<readonly AuditEntry[]>;

  /** Releases the store's resources. Later calls are errors, except for a second `close`. */
  close(): Promise<void>;
}
