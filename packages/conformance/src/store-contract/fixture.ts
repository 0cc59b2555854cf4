import type {
  AddMember,
  ApplyOutcome,
  Change,
  Command,
  CreateOrganization,
  DeleteToken,
  IssueToken,
  Store,
  StoredToken,
  TokenQuery,
} from '@lynk-auth/authority';
import { assertOk } from '../assertions.ts';

/** The time at which every case starts, in epoch milliseconds. */
export const START = Date.UTC(2026, 0, 1);
export const DAY = 86_400_000;

/** An organization with two roles and one member, in a store. */
export interface Fixture {
  readonly store: Store;
  readonly organizationId: string;
  readonly adminRoleId: string;
  readonly viewerRoleId: string;
  /** A member, with the role of an admin. */
  readonly userId: string;
}

/** The policy of a new organization. */
export const defaultPolicy = {
  allowedNetworks: null,
  maxPersonalLifetimeSeconds: null,
  maxServiceLifetimeSeconds: null,
  allowNoExpiry: true,
  grantableRoles: null,
} as const;

/** The properties of every command. */
export const base = { actor: { kind: 'system', id: null }, at: START } as const;

export const adminPermissions = ['view_sboms', 'update_sboms', 'manage_api_tokens'] as const;
export const viewerPermissions = ['view_sboms'] as const;

/** Returns 32 random bytes in place of a digest. */
export function randomDigest(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}

export function createOrganization(overrides: Partial<CreateOrganization> = {}): CreateOrganization {
  return {
    ...base,
    type: 'create_organization',
    organizationId: crypto.randomUUID(),
    name: 'Acme Corp',
    roles: [
      { id: crypto.randomUUID(), name: 'Admin', permissions: adminPermissions, system: true },
      { id: crypto.randomUUID(), name: 'Viewer', permissions: viewerPermissions, system: false },
    ],
    ...overrides,
  };
}

export function addMember(fixture: Omit<Fixture, 'userId'>, overrides: Partial<AddMember> = {}): AddMember {
  return {
    ...base,
    type: 'add_member',
    organizationId: fixture.organizationId,
    userId: crypto.randomUUID(),
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    roleId: fixture.adminRoleId,
    ...overrides,
  };
}

/** A personal token of the fixture's member. */
export function issuePersonal(fixture: Fixture, overrides: Partial<IssueToken> = {}): IssueToken {
  return {
    ...base,
    type: 'issue_token',
    organizationId: fixture.organizationId,
    tokenId: crypto.randomUUID(),
    kind: 'personal',
    environment: 'live',
    name: 'laptop',
    mask: 'lynk_live_eTQw…',
    digest: randomDigest(),
    ownerId: fixture.userId,
    roleId: null,
    ceiling: null,
    managedBy: { kind: 'user', id: overrides.ownerId ?? fixture.userId },
    expiresAt: null,
    limit: null,
    ...overrides,
  };
}

/** A service token with the viewer's role. */
export function issueService(fixture: Fixture, overrides: Partial<IssueToken> = {}): IssueToken {
  return issuePersonal(fixture, {
    kind: 'service',
    name: 'ci',
    mask: 'lynk_service_live_eTQw…',
    ownerId: null,
    roleId: fixture.viewerRoleId,
    managedBy: overrides.actor ?? base.actor,
    ...overrides,
  });
}

/** Fills a store with one organization and one member. */
export async function createFixture(store: Store): Promise<Fixture> {
  const adminRoleId = crypto.randomUUID();
  const viewerRoleId = crypto.randomUUID();
  const organization = createOrganization({
    roles: [
      { id: adminRoleId, name: 'Admin', permissions: adminPermissions, system: true },
      { id: viewerRoleId, name: 'Viewer', permissions: viewerPermissions, system: false },
    ],
  });
  assertOk(await store.apply(organization), 'An organization can be made.');
  const { organizationId } = organization;
  const member = addMember({ store, organizationId, adminRoleId, viewerRoleId });
  assertOk(await store.apply(member), 'A member can be added.');
  return { store, organizationId, adminRoleId, viewerRoleId, userId: member.userId };
}

/** Applies a command that must succeed, and returns the token. */
export async function applyToToken(
  store: Store,
  command: Exclude<Extract<Command, { readonly tokenId: string }>, DeleteToken>,
): Promise<StoredToken> {
  const outcome: ApplyOutcome<typeof command> = await store.apply(command);
  assertOk(outcome, `The command ${command.type} succeeds.`);
  return outcome.token;
}

/** Reads all tokens of a query, page by page. */
export async function listAll(
  store: Store,
  query: Omit<TokenQuery, 'after' | 'limit'>,
): Promise<StoredToken[]> {
  const tokens: StoredToken[] = [];
  let after: TokenQuery['after'];
  do {
    const page = await store.listTokens({ ...query, after, limit: 100 });
    tokens.push(...page.tokens);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return tokens;
}

/** The number of the newest change. */
export async function newestChange(store: Store): Promise<number> {
  return (await store.changes(Number.MAX_SAFE_INTEGER)).at(-1)?.sequence ?? Number.NaN;
}

/** The rows of the change log after a number. */
export async function changesAfter(store: Store, sequence: number): Promise<readonly Change[]> {
  return (await store.changes(sequence)).filter((change) => change.sequence > sequence);
}
