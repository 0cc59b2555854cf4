// audit/: who changed what, when, from where. Never a secret.
import type { Command } from '../store/command.ts';
import type { ActorRef } from '../store/views.ts';

/** Where a call came from. */
export interface Origin {
  /** The client's address; `null` if unknown. */
  readonly clientIp: string | null;
  /** At most 256 characters; `null` if unknown. */
  readonly userAgent: string | null;
}

/** Some fields of an object. */
export type AuditFields = Readonly<Record<string, unknown>>;

/** A change in an organization. It is written in the transaction of the change. */
export interface AuditEntry {
  /** Rises with each entry, with gaps. */
  readonly sequence: number;
  readonly organizationId: string;
  /** Epoch milliseconds, by the clock of the authority. */
  readonly at: number;
  /** The command that made the change. */
  readonly action: Command['type'];
  readonly actor: ActorRef;
  readonly origin: Origin;
  /** The ids of what was changed. */
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly roleId: string | null;
  /**
   * The changed fields as they were; `null` for something new. A removed member also has `tokenIds`: the personal tokens
   * that the removal has revoked.
   */
  readonly before: AuditFields | null;
  /**
   * The changed fields as they are now; `null` for something that does not exist any more. A deleted role has the id of
   * its successor, if it has one. If the policy named the role, both have its `grantableRoles`.
   */
  readonly after: AuditFields | null;
}

/** Which entries {@link Store.listAudit} returns: those that match all of it. */
export interface AuditQuery {
  readonly organizationId: string;
  readonly action?: Command['type'] | undefined;
  readonly actor?: Pick<ActorRef, 'kind' | 'id'> | undefined;
  readonly tokenId?: string | undefined;
  readonly userId?: string | undefined;
  readonly roleId?: string | undefined;
  /** The first time, in epoch milliseconds. */
  readonly from?: number | undefined;
  /** The time before which the entries are, in epoch milliseconds. */
  readonly to?: number | undefined;
  /** Only entries with a smaller sequence. */
  readonly before?: number | undefined;
  /** How many entries at most. */
  readonly limit: number;
}
