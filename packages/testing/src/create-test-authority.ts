import {
  type Authority,
  type AuthorityOptions,
  applyAndWait,
  createAuthority,
  createMemoryStore,
  permissions as known,
  type Store,
} from '@lynk-auth/authority';
import type { TokenKind } from '@lynk-auth/core';
import { assertOption, assertOptions } from '@lynk-auth/core/internal';
import { type Clock, createVerifier, type Verifier } from '@lynk-auth/verifier';
import { assertOk } from './assert-ok.ts';
import { applyToToken, createSecret, createTestToken, type TestToken } from './test-token.ts';

/** What {@link createTestAuthority} is given. */
export interface TestAuthorityOptions extends Pick<AuthorityOptions, 'policies'> {
  /**
   * What its clock says at first, in epoch milliseconds.
   * @default the first of January 2030
   */
  readonly start?: number | undefined;
  /** @default 'test' */
  readonly environment?: string | undefined;
}

/** What a token of a test is. */
export interface TestTokenInput {
  /**
   * What it may do; also what only the application under test knows.
   * @default everything that the authority knows
   */
  readonly permissions?: readonly string[] | undefined;
  /**
   * How long it lasts, in milliseconds of the authority's clock.
   * @default for ever
   */
  readonly expiresInMs?: number | undefined;
}

/** An authority for tests, with everything that belongs to it. */
export interface TestAuthority {
  /** What the application under test is given. It is not throttled. */
  readonly verifier: Verifier;
  readonly authority: Authority;
  readonly store: Store;
  readonly clock: Clock;
  readonly organizationId: string;
  /**
   * Lets time go by, at once.
   *
   * @param milliseconds 0 or more.
   * @throws {LynkConfigurationError} for less.
   */
  move(milliseconds: number): void;
  /**
   * Makes a personal token.
   *
   * @param about What it is, and whose. Default: everything, for ever, a new user's.
   */
  createPersonalToken(about?: TestTokenInput & { readonly userId?: string | undefined }): Promise<TestToken>;
  /** Makes a service token. Default: everything, for ever. */
  createServiceToken(about?: TestTokenInput): Promise<TestToken>;
  /** Takes a user out of the organization; their personal tokens end with it. */
  removeUser(userId: string | null): Promise<void>;
}

const caller = 'createTestAuthority';
const START = Date.UTC(2030, 0, 1);

/**
 * Makes an authority for the tests of an application: in memory, with one organization, a clock that
 * only the test moves, and tokens in one line.
 *
 * @param options The time at which it starts, the environment, the policies.
 * @returns The authority, its verifier, and what makes tokens.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @example
 * ```ts
 * import { createTestAuthority } from '@lynk-auth/testing';
 *
 * const { verifier, createServiceToken, move } = await createTestAuthority();
 * const token = await createServiceToken({ permissions: ['view_sboms'], expiresInMs: 60_000 });
 * move(60_000); // it has expired
 * ```
 */
export async function createTestAuthority(options: TestAuthorityOptions = {}): Promise<TestAuthority> {
  assertOptions(caller, options, ['start', 'environment', 'policies']);
  const { start = START, environment = 'test', policies } = options;
  assertOption(caller, Number.isFinite(start), 'start must be a time in epoch milliseconds');
  let now = start;
  const clock: Clock = Object.freeze({ wall: () => now, monotonic: () => now - start });
  const store = createMemoryStore();
  const authority = createAuthority({ store, environment, clock, policies });
  const verifier = createVerifier({ source: authority.source, clock, throttle: false });

  const organizationId = crypto.randomUUID();
  const by = () => ({ organizationId, actor: { kind: 'system', id: null }, at: now }) as const;
  const everything = { id: crypto.randomUUID(), name: 'Everything', permissions: Object.keys(known) };
  const home = { store, organizationId, environment, now: () => now };
  const created = await store.apply({
    ...by(),
    type: 'create_organization',
    name: 'Acme Corp',
    roles: [{ ...everything, system: false }],
  });
  assertOk(created, 'The organization is made.');

  /** One role allows all that is asked for; each token is bound by a ceiling. */
  async function allow(wanted: readonly string[]): Promise<void> {
    const fresh = wanted.filter((permission) => !everything.permissions.includes(permission));
    if (fresh.length === 0) return;
    everything.permissions = [...everything.permissions, ...new Set(fresh)];
    const { id: roleId, permissions } = everything;
    assertOk(
      await store.apply({ ...by(), type: 'update_role', roleId, permissions }),
      'The role is changed.',
    );
  }

  async function addUser(): Promise<string> {
    const userId = crypto.randomUUID();
    const person = { name: 'Ada Lovelace', email: 'ada@example.com', roleId: everything.id };
    assertOk(await store.apply({ ...by(), type: 'add_member', userId, ...person }), 'The user is added.');
    return userId;
  }

  async function issue(kind: TokenKind, userId: string | null, about: TestTokenInput): Promise<TestToken> {
    const { permissions = null, expiresInMs } = about;
    await allow(permissions ?? []);
    const { secret, stored } = createSecret(kind, environment);
    const id = crypto.randomUUID();
    await applyToToken(home, id, {
      ...stored,
      type: 'issue_token',
      kind,
      environment,
      name: 'test',
      ownerId: userId,
      roleId: kind === 'service' ? everything.id : null,
      ceiling: permissions,
      expiresAt: expiresInMs === undefined ? null : now + expiresInMs,
      limit: null,
    });
    return createTestToken(home, { id, kind, userId, secret });
  }

  return Object.freeze<TestAuthority>({
    ...{ verifier, authority, store, clock, organizationId },
    move(milliseconds) {
      assertOption('move', milliseconds >= 0, 'time goes forward, by a number of milliseconds');
      now += milliseconds;
    },
    async createPersonalToken(about = {}) {
      assertOptions('createPersonalToken', about, ['permissions', 'expiresInMs', 'userId']);
      return issue('personal', about.userId ?? (await addUser()), about);
    },
    async createServiceToken(about = {}) {
      assertOptions('createServiceToken', about, ['permissions', 'expiresInMs']);
      return issue('service', null, about);
    },
    async removeUser(userId) {
      assertOption('removeUser', userId !== null, 'a service token has no user');
      await applyAndWait(store, { ...by(), type: 'remove_member', userId });
    },
  });
}
