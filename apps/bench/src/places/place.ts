import type { Store } from '@lynk-auth/authority';

/** A new database and its store. */
export interface Place {
  readonly store: Store;
  /** The argument of `openAddress` with which another process opens the store. */
  readonly address: string;
  /** Adds copies of the first token with random digests. */
  fill(count: number): Promise<void>;
  /** Removes the database. The store must be closed. */
  remove(): Promise<void>;
}

/** The columns that the added tokens copy. */
export const tokenColumns = `organization_id, environment, owner_id, member_number, role_number, ceiling, expires_at,
  revoked_at, suspended_at, kind, role_id, name, created_by_kind, created_by_id, created_at, updated_at`;

/** The columns of a secret without its digest, and their values from a token. */
export const secretColumns = 'token_number, state, created_at, mask';
export const secretValues = `number, 'active', created_at, 'lynk_live_aaaa…'`;
