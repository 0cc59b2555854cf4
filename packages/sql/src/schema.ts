import type { ActorRef, RefusalReason } from '@lynk-auth/authority';
import type { Generated, GeneratedAlways } from 'kysely';

// The columns of every table, for Kysely. To add a column: add a migration (`migrations/`), the column here,
// the command that writes it (`commands/`) and the query that reads it (`reads/`).
//
// Times are epoch milliseconds, lists are JSON strings. No column holds a token or any part of one except the
// mask. Ids come from the authority; tables are joined by numbers, which are never reused, so that a new row
// inherits nothing from a deleted one.

export interface OrganizationRow {
  id: string;
  name: string;
  created_at: number;
  updated_at: number;
  /** The networks from which its tokens may be used, as a JSON list; `null` for all networks. */
  networks: string | null;
  /** The other fields of its policy, as a JSON object; `null` for the default. */
  policy: string | null;
}

export interface RoleRow {
  number: Generated<number>;
  organization_id: string;
  id: string;
  name: string;
  /** A JSON list. */
  permissions: string;
  system: number;
}

export interface UserRow {
  id: string;
}

export interface MemberRow {
  number: Generated<number>;
  organization_id: string;
  user_id: string;
  role_number: number;
  created_at: number;
  name: string | null;
  email: string | null;
  suspended_at: number | null;
}

export interface TokenRow {
  number: Generated<number>;
  organization_id: string;
  id: string;
  kind: 'personal' | 'service';
  environment: string;
  owner_id: string | null;
  /** The owner's membership, not the user: a user who is invited again has a new one and none of the old tokens. */
  member_number: number | null;
  role_id: string | null;
  role_number: number | null;
  ceiling: string | null;
  expires_at: number | null;
  revoked_at: number | null;
  suspended_at: number | null;
  name: string;
  created_by_kind: ActorRef['kind'];
  created_by_id: string | null;
  managed_by_kind: ActorRef['kind'];
  managed_by_id: string | null;
  created_at: number;
  updated_at: number;
  /** When it was deleted. Its row and its digests stay, so that neither is ever used again. */
  deleted_at: number | null;
  /** The name with A to Z in lower case, which the database computes. */
  sort_name: GeneratedAlways<string>;
  /** The expiry, or the greatest safe number for never. */
  sort_end: GeneratedAlways<number>;
}

export interface SecretRow {
  digest: Uint8Array;
  token_number: number;
  mask: string;
  state: 'active' | 'pending' | 'retired';
  created_at: number;
  expires_at: number | null;
  /** How long older secrets stay valid after the first use of this one; `null` for until their own end. */
  first_use_drain_ms: number | null;
}

/** The uses of a secret. They are deleted with it. */
export interface SecretUseRow {
  digest: Uint8Array;
  first_used_at: number;
  last_used_at: number;
  /** Uses since `calls_since`, when the newest secret of the token was created. */
  calls: number;
  calls_since: number;
  user_agent: string | null;
}

/** The last use of a token, with any of its secrets. It stays when a secret is deleted. */
export interface TokenUseRow {
  token_number: number;
  last_used_at: number;
}

/** The uses of a secret on one day: days since 1970, in UTC. */
export interface UseDayRow {
  digest: Uint8Array;
  day: number;
  calls: number;
}

export interface UseAddressRow {
  digest: Uint8Array;
  address: string;
  last_used_at: number;
}

/** A batch of uses or rejections that was added, so that it is not added again. */
export interface UseBatchRow {
  id: string;
  at: number;
}

/** How often a token was rejected for one reason. They are deleted with the token. */
export interface RefusalRow {
  token_number: number;
  reason: RefusalReason;
  count: number;
  first_at: number;
  last_at: number;
  client_ip: string | null;
  user_agent: string | null;
}

/** An event that no listener has received yet. */
export interface EventRow {
  id: string;
  token_number: number;
  at: number;
  /** A JSON object. */
  body: string;
  /** How often it was claimed. */
  attempts: number;
  /** When it is delivered next. */
  due_at: number;
}

/** What was announced of the expiry of a token, so that it is not announced again. */
export interface ExpiryNoticeRow {
  expires_at: number;
  token_number: number;
  days_left: number;
}

/** The log is never empty. A new one has row 0, whose `organization_id` is empty. */
export interface ChangeRow {
  sequence: number;
  /** Random, and unique to this row: a restored log that reuses the number has another one. */
  mark: string;
  at: number;
  organization_id: string;
  token_id: string | null;
  user_id: string | null;
  role_id: string | null;
}

/** One row: the number of the newest change. Every transaction that adds a change locks it. */
export interface ChangeCounterRow {
  id: 1;
  value: number;
  lease_ms: Generated<number>;
}

export interface AuditRow {
  sequence: Generated<number>;
  at: number;
  organization_id: string;
  actor_kind: ActorRef['kind'];
  actor_id: string | null;
  action: string;
  token_id: string | null;
  user_id: string | null;
  role_id: string | null;
  client_ip: string | null;
  user_agent: string | null;
  /** The changed fields as they were, as a JSON object; `null` for something new. */
  old_fields: string | null;
  /** The changed fields as they are now. */
  new_fields: string | null;
}

/** One row: the version of the tables. */
export interface SchemaVersionRow {
  id: 1;
  version: number;
}

export interface Schema {
  organizations: OrganizationRow;
  roles: RoleRow;
  users: UserRow;
  members: MemberRow;
  tokens: TokenRow;
  secrets: SecretRow;
  secret_uses: SecretUseRow;
  token_uses: TokenUseRow;
  use_days: UseDayRow;
  use_addresses: UseAddressRow;
  use_batches: UseBatchRow;
  refusals: RefusalRow;
  events: EventRow;
  expiry_notices: ExpiryNoticeRow;
  changes: ChangeRow;
  change_counter: ChangeCounterRow;
  audit: AuditRow;
  schema_version: SchemaVersionRow;
}
