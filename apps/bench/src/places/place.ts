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
