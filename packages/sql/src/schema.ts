import type { ActorRef } from '@lynk-auth/authority';
import type { Generated } from 'kysely';

// What the tables hold, for Kysely. Times are epoch milliseconds; lists are JSON text. No column
// holds a token or any part of one but the mask. Ids come from outside; tables are joined by
// numbers, which are never given twice, so that nothing inherits what belonged to a deleted row.

export interface OrganizationRow {
  id: string;
  name: string;
  created_at: number;
  updated_at: number;
  /** From where its tokens may be used; `null` for everywhere. */
  networks: string | null;
}

export interface RoleRow {
  number: Generated<number>;
  organization_id: string;
  id: string;
  name: string;
  /** The permissions, and the networks of the organization, as the lookup needs them: {@link formatRights}. */
  rights: string;
  system: number;
}

export interface UserRow {
  id: string;
  name: string;
  email: string;
}

export interface MemberRow {
  number: Generated<number>;
  organization_id: string;
  user_id: string;
  role_number: number;
  created_at: number;
}

export interface TokenRow {
  number: Generated<number>;
  organization_id: string;
  id: string;
  kind: 'personal' | 'service';
  environment: string;
  owner_id: string | null;
  /** The owner's membership, not the user: who is invited anew has a new one, and no old token. */
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
  created_at: number;
  updated_at: number;
}

export interface SecretRow {
  digest: Uint8Array;
  /** The key of the HMAC that the digest is; `null` for plain SHA-256. */
  key_id: string | null;
  token_number: number;
  mask: string;
  state: 'active' | 'pending' | 'retired';
  created_at: number;
  expires_at: number | null;
  // What the lookup needs of the token, kept by `refreshLookup`; a secret without is damage.
  token_id: string | null;
  organization_id: string | null;
  owner_id: string | null;
  token_expires_at: number | null;
  holder_number: number | null;
  limits: string | null;
}

/** Whose rights a token has, for the lookup; kept by `refreshLookup`. */
export interface HolderRow {
  /** A membership's number; or a role's with a minus sign, for service tokens. */
  number: number;
  organization_id: string;
  /** The role's; no text where a member has none. */
  rights: string;
}

export interface ChangeRow {
  sequence: number;
  at: number;
  organization_id: string;
  token_id: string | null;
  user_id: string | null;
  role_id: string | null;
}

/** One row: the number of the newest change. Whoever adds a change locks it. */
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
  /** What else there is to know, as JSON. */
  detail: string | null;
}

/** One row: how far the tables were migrated. */
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
  holders: HolderRow;
  changes: ChangeRow;
  change_counter: ChangeCounterRow;
  audit: AuditRow;
  schema_version: SchemaVersionRow;
}
