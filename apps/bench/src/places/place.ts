import type { Store } from '@lynk-auth/authority';

/** A database of its own, with a store in it. */
export interface Place {
  readonly store: Store;
  /** What another process opens it by, see `openAddress`. */
  readonly address: string;
  /** Adds so many tokens like the first, whose secrets nobody knows. */
  fill(count: number): Promise<void>;
  /** Call it when the store is closed. */
  remove(): Promise<void>;
}

/** The columns of a token that are the same for all that are added. */
export const tokenColumns = `organization_id, environment, owner_id, member_number, role_number, ceiling, expires_at,
  revoked_at, suspended_at, kind, role_id, name, created_by_kind, created_by_id, created_at, updated_at`;

/** The columns of a secret, but for its digest, and what of a token stands in them. */
export const secretColumns = `token_number, state, created_at, mask, token_id, organization_id, owner_id,
  token_expires_at, holder_number`;
export const secretValues = `number, 'active', created_at, 'lynk_live_aaaa…', id, organization_id, owner_id,
  expires_at, coalesce(member_number, -role_number)`;
