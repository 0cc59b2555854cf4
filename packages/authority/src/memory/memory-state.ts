import type { Change } from '@lynk-auth/verifier';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { ClaimedEvent } from '../store/outbox.ts';
import type { TokenRefusals } from '../store/refusal-batch.ts';
import type { MemberView, OrganizationView, RoleView, StoredSecret, StoredToken } from '../store/views.ts';

/** The data of a memory store. Every map is in the order of creation. */
export interface MemoryState {
  readonly organizations: Map<string, OrganizationView>;
  /** By {@link localKey}: the host chooses the ids. */
  readonly roles: Map<string, RoleView>;
  /** By {@link localKey}. */
  readonly members: Map<string, MemberRow>;
  readonly tokens: Map<string, StoredToken>;
  /** Their ids and secrets are never used again. */
  readonly deletedTokens: Map<string, StoredToken>;
  /** By {@link digestKey}. */
  readonly secrets: Map<string, SecretRow>;
  /** The ids of the batches of uses and rejections. */
  readonly useBatches: Set<string>;
  /** By {@link localKey}, of the token's id and the reason. */
  readonly refusals: Map<string, TokenRefusals>;
  /** The outbox, by the ids of the events. */
  readonly events: Map<string, EventRow>;
  /** What was announced of a token: its id, expiry and step. */
  readonly notices: Set<string>;
  /** The index of an entry is its number. */
  readonly audit: AuditEntry[];
  /** Frozen rows, by their numbers: they are returned without a copy. */
  readonly changes: Change[];
}

/** A member as stored, with the id of the role. */
export interface MemberRow extends Omit<MemberView, 'role'> {
  readonly roleId: string;
}

/** A secret of a token. */
export interface SecretRow extends StoredSecret {
  readonly tokenId: string;
  /** How long older secrets stay valid after its first use; `null` for until their own end. */
  readonly firstUseDrainMs: number | null;
  /** Since when its calls are counted, in epoch milliseconds. */
  readonly callsSince: number;
}

/** An event of the outbox. */
export interface EventRow extends ClaimedEvent {
  /** When it is delivered next, in epoch milliseconds. */
  readonly dueAt: number;
}

/** Rows by their keys, and how often they were written. */
class Table<Key, Row> extends Map<Key, Row> {
  writes = 0;

  override set(key: Key, row: Row): this {
    this.writes += 1;
    return super.set(key, row);
  }

  override delete(key: Key): boolean {
    this.writes += 1;
    return super.delete(key);
  }
}

/** Returns how often the tables were written. A command that changes nothing writes nothing. */
export const countWrites = (state: MemoryState): number =>
  Object.values(state).reduce((sum, rows: unknown) => sum + (rows instanceof Table ? rows.writes : 0), 0);

export const createMemoryState = (): MemoryState => ({
  organizations: new Table(),
  roles: new Table(),
  members: new Table(),
  tokens: new Table(),
  deletedTokens: new Table(),
  secrets: new Table(),
  useBatches: new Set(),
  refusals: new Map(),
  events: new Map(),
  notices: new Set(),
  audit: [],
  changes: [createChange({ organizationId: null }, 0)],
});

/** The key of an id that is unique within an organization only. */
export const localKey = (organizationId: string, id: string | null): string =>
  JSON.stringify([organizationId, id]);

/** @throws {TypeError} if the digest does not have 32 bytes. */
export function digestKey(digest: Uint8Array): string {
  if (digest.length !== 32) throw new TypeError('A digest must have 32 bytes.');
  return digest.join();
}

/** Returns the row with an id if it belongs to the organization. */
export function ofOrganization<Row extends { readonly organizationId: string }>(
  rows: ReadonlyMap<string, Row>,
  organizationId: string,
  id: string | null,
): Row | undefined {
  const row = id === null ? undefined : rows.get(id);
  return row?.organizationId === organizationId ? row : undefined;
}

export const findRole = (
  { roles }: MemoryState,
  organizationId: string,
  id: string | null,
): RoleView | undefined => roles.get(localKey(organizationId, id));

/** Returns a member with the role as it is now; `undefined` if the user is not a member. */
export function findMember(
  state: MemoryState,
  organizationId: string,
  userId: string | null,
): MemberView | undefined {
  const row = state.members.get(localKey(organizationId, userId));
  const role = row && findRole(state, organizationId, row.roleId);
  if (row === undefined || role === undefined) return undefined;
  const { name, email, createdAt, suspendedAt } = row;
  return { organizationId, userId: row.userId, name, email, role, createdAt, suspendedAt };
}

/** Inserts an active member. */
export function insertMember({ members }: MemoryState, row: Omit<MemberRow, 'suspendedAt'>): void {
  const { organizationId, userId, name, email, roleId, createdAt } = row;
  members.set(localKey(organizationId, userId), {
    ...{ organizationId, userId, name, email, roleId, createdAt },
    suspendedAt: null,
  });
}

export const membersOf = (state: MemoryState, organizationId: string): MemberView[] =>
  [...state.members.values()].flatMap((row) =>
    row.organizationId === organizationId ? (findMember(state, organizationId, row.userId) ?? []) : [],
  );

export const rolesOf = ({ roles }: MemoryState, organizationId: string): RoleView[] =>
  [...roles.values()].filter((role) => role.organizationId === organizationId);

/** The ids that a row of the change log names. An absent id is `null` in the row. */
type ChangedIds = Pick<Change, 'organizationId'> & Partial<Pick<Change, 'tokenId' | 'userId' | 'roleId'>>;

const createChange = (ids: ChangedIds, sequence: number): Change =>
  Object.freeze({ sequence, mark: crypto.randomUUID(), tokenId: null, userId: null, roleId: null, ...ids });

/** Adds a row to the change log. */
export function logChange({ changes }: MemoryState, ids: ChangedIds): void {
  changes.push(createChange(ids, changes.length));
}

/** Replaces a token, with a row in the change log. */
export function replaceToken(state: MemoryState, token: StoredToken): StoredToken {
  state.tokens.set(token.id, token);
  logChange(state, { organizationId: token.organizationId, tokenId: token.id });
  return token;
}

/** Returns whether two values are the same plain data, in the same order. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
