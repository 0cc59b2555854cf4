import {
  type Authority,
  type AuthorityOptions,
  applyAndWait,
  createAuthority,
  createMemoryStore,
  lynkPermissions,
  type Store,
} from '@lynk-auth/authority';
import { createPrincipal, isPrincipal, lynk, type Principal, type TokenKind } from '@lynk-auth/core';
import { assertOption, assertTokenFormat, readOwnOptions } from '@lynk-auth/core/internal';
import type { TokenVerifier } from '@lynk-auth/core/server';
import { type Clock, createVerifier, type Verifier } from '@lynk-auth/verifier';
import { assertOk } from './assert-ok.ts';
import { assertPermissions, readTokenInput } from './read-token-input.ts';
import { applyToToken, createSecret, createTestToken, type TestToken } from './test-token.ts';

/** Options of {@link createTestAuthority}. */
export interface TestAuthorityOptions extends Pick<AuthorityOptions, 'format' | 'policies' | 'onEvent'> {
  /**
   * The first time of the clock, in epoch milliseconds.
   * @default January 1, 2030
   */
  readonly start?: number | undefined;
  /**
   * The environment of the tokens.
   * @default 'test' if the format has it, otherwise the format's first environment
   */
  readonly environment?: string | undefined;
  /**
   * The permissions of a token that is issued without `permissions`.
   * @default every permission that the authority knows
   */
  readonly permissions?: readonly string[] | undefined;
}

/** Input for a token. */
export interface TestTokenInput {
  /**
   * Its permissions. They may include permissions that only the application under test knows.
   * @default those of the test authority
   */
  readonly permissions?: readonly string[] | undefined;
  /**
   * Its lifetime in milliseconds of the authority's clock.
   * @default it never expires
   */
  readonly expiresInMs?: number | undefined;
}

/** Input for a personal token. */
export interface TestPersonalTokenInput extends TestTokenInput {
  /**
   * Its owner, who becomes a member of the organization.
   * @default a new user
   */
  readonly userId?: string | undefined;
}

/** Input for a principal: with a `userId`, it is that of a personal token. */
export type TestPrincipalInput = TestPersonalTokenInput;

/** An authority for tests, and its parts. */
export interface TestAuthority {
  /** The verifier for the application under test. It has no throttle. */
  readonly verifier: Verifier;
  readonly authority: Authority;
  readonly store: Store;
  readonly clock: Clock;
  readonly organizationId: string;
  /**
   * Moves the clock forward.
   *
   * @param milliseconds 0 or more.
   * @throws {LynkConfigurationError} if it is negative.
   */
  move(milliseconds: number): void;
  /**
   * Issues a personal token.
   *
   * @param about The token and its user. By default a new user, the authority's permissions and no expiry.
   */
  createPersonalToken(about?: TestPersonalTokenInput): Promise<TestToken>;
  /** Issues a service token. By default it has the authority's permissions and never expires. */
  createServiceToken(about?: TestTokenInput): Promise<TestToken>;
  /**
   * Creates a principal without a token, for handlers that are tested alone.
   *
   * @param about Its permissions and expiry, and the user for a personal token's principal.
   */
  createPrincipal(about?: TestPrincipalInput): Principal;
  /**
   * Creates a verifier that accepts every string as the token of one principal, until it expires: `Authorization: Bearer
   * test`. For an application whose tests need no token.
   */
  createVerifierFor(principal: Principal): TokenVerifier;
  /** Removes a user from the organization, which revokes their personal tokens. It throws if there is no such user. */
  removeUser(userId: string | null): Promise<void>;
}

const caller = 'createTestAuthority';
const START = Date.UTC(2030, 0, 1);

/**
 * Creates an authority for the tests of an application: in memory, with one organization, a clock that
 * only the test moves, and tokens in one line.
 *
 * @param options The first time of the clock, the environment and the policies.
 * @returns The authority, its verifier and functions that issue tokens.
 * @throws {LynkConfigurationError} if an option is unknown or invalid.
 * @example
 * ```ts
 * import { createTestAuthority } from '@lynk-auth/testing';
 *
 * const { verifier, createServiceToken, move } = await createTestAuthority();
 * const token = await createServiceToken({ permissions: ['view_sboms'], expiresInMs: 60_000 });
 * move(60_000); // the token has expired
 * ```
 */
export async function createTestAuthority(options: TestAuthorityOptions = {}): Promise<TestAuthority> {
  const names = ['start', 'format', 'environment', 'permissions', 'policies', 'onEvent'] as const;
  const own = readOwnOptions(caller, options, names);
  const {
    start = START,
    format = lynk,
    permissions: defaults = Object.keys(lynkPermissions),
    policies,
    onEvent,
  } = own;
  assertTokenFormat(caller, format);
  const [first] = format.environments;
  const { environment = format.environments.includes('test') ? 'test' : (first as string) } = own;
  assertPermissions(caller, defaults);
  assertOption(caller, Number.isFinite(start), 'start must be a time in epoch milliseconds');
  let now = start;
  const clock: Clock = Object.freeze({ wall: () => now, monotonic: () => now - start });
  const store = createMemoryStore();
  const authority = createAuthority({ store, format, environment, clock, policies, onEvent });
  const verifier = createVerifier({
    source: authority.source,
    format,
    clock,
    throttle: false,
  });

  const organizationId = crypto.randomUUID();
  const by = () => ({ organizationId, actor: { kind: 'system', id: null }, at: now }) as const;
  const everything = { id: crypto.randomUUID(), name: 'Everything', permissions: [...defaults] };
  const context = { store, organizationId, format, environment, now: () => now };
  const created = await store.apply({
    ...by(),
    type: 'create_organization',
    name: 'Acme Corp',
    roles: [{ ...everything, system: false }],
  });
  assertOk(created, 'The organization must be created.');

  /** Adds permissions to the one role. The ceiling of each token limits them. */
  async function addPermissions(wanted: readonly string[]): Promise<void> {
    const fresh = wanted.filter((permission) => !everything.permissions.includes(permission));
    if (fresh.length === 0) return;
    everything.permissions = [...everything.permissions, ...new Set(fresh)];
    const { id: roleId, permissions } = everything;
    assertOk(
      await store.apply({ ...by(), type: 'update_role', roleId, permissions }),
      'The role must be updated.',
    );
  }

  /** Adds the user to the organization, unless they are a member. */
  async function addUser(userId: string): Promise<string> {
    if ((await store.getMember(organizationId, userId)) !== null) return userId;
    const person = { name: 'Ada Lovelace', email: `${userId}@example.com`, roleId: everything.id };
    assertOk(
      await store.apply({ ...by(), type: 'add_member', userId, ...person }),
      'The user must be added.',
    );
    return userId;
  }

  async function issue(kind: TokenKind, userId: string | null, about: TestTokenInput): Promise<TestToken> {
    const { permissions = defaults, expiresInMs } = about;
    await addPermissions(permissions);
    const { secret, stored } = createSecret(kind, context);
    const id = crypto.randomUUID();
    await applyToToken(context, id, {
      ...stored,
      type: 'issue_token',
      kind,
      environment,
      name: 'test',
      ownerId: userId,
      roleId: kind === 'service' ? everything.id : null,
      ceiling: permissions,
      managedBy: userId === null ? by().actor : { kind: 'user', id: userId },
      expiresAt: expiresInMs === undefined ? null : now + expiresInMs,
      limit: null,
    });
    return createTestToken(context, { id, kind, userId, secret });
  }

  return Object.freeze<TestAuthority>({
    ...{ verifier, authority, store, clock, organizationId },
    move(milliseconds) {
      assertOption(
        'move',
        Number.isFinite(milliseconds) && milliseconds >= 0,
        'the clock moves forward only: pass a number of milliseconds, 0 or more',
      );
      now += milliseconds;
    },
    async createPersonalToken(about = {}) {
      const own = readTokenInput('createPersonalToken', about, ['permissions', 'expiresInMs', 'userId']);
      return issue('personal', await addUser(own.userId ?? crypto.randomUUID()), own);
    },
    async createServiceToken(about = {}) {
      return issue(
        'service',
        null,
        readTokenInput('createServiceToken', about, ['permissions', 'expiresInMs']),
      );
    },
    createPrincipal(about = {}) {
      const own = readTokenInput('createPrincipal', about, ['permissions', 'expiresInMs', 'userId']);
      const { permissions = defaults, expiresInMs, userId } = own;
      const expiresAt = expiresInMs === undefined ? null : now + expiresInMs;
      const fields = { tokenId: crypto.randomUUID(), organizationId, permissions, expiresAt };
      return createPrincipal(
        userId === undefined ? { kind: 'service', ...fields } : { kind: 'personal', userId, ...fields },
      );
    },
    createVerifierFor(principal) {
      assertOption('createVerifierFor', isPrincipal(principal), 'principal must be a principal');
      const { expiresAt } = principal;
      return Object.freeze<TokenVerifier>({
        format,
        verify: () =>
          expiresAt === null || now < expiresAt
            ? { ok: true, principal }
            : { ok: false, kind: 'invalid_token', reason: 'expired' },
      });
    },
    async removeUser(userId) {
      assertOption('removeUser', userId !== null, 'a service token has no user to remove');
      const member = await store.getMember(organizationId, userId);
      assertOption('removeUser', member !== null, 'the user is not a member; create a personal token first');
      await applyAndWait(store, { ...by(), type: 'remove_member', userId, administratorRoleName: 'Admin' });
    },
  });
}
