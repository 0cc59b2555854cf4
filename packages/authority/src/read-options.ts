import { assertOption, assertOptions, hasMethod, lynk, type TokenFormat } from '@lynk-auth/core';
import type { Clock } from '@lynk-auth/verifier';
import type { Store } from './store.ts';

const caller = 'createAuthority';

/** What is allowed in every organization. */
export interface Policies {
  /**
   * How many live service tokens an organization may have.
   * @default 100
   */
  readonly serviceTokenLimit?: number | undefined;
  /**
   * Which roles a user may give to a service token: those that allow no more than the user's own
   * role, or any. `any_role` lets somebody who manages tokens mint an administrator's. A token is
   * bound to its own permissions under both.
   * @default 'own_permissions'
   */
  readonly roleGrants?: 'own_permissions' | 'any_role' | undefined;
  /**
   * Whether a personal token can create further personal tokens for its owner.
   * @default false
   */
  readonly personalTokensByToken?: boolean | undefined;
  /**
   * The longest time from a token's creation to its expiry, in seconds. With it, every token needs
   * an expiry.
   * @default any
   */
  readonly maxLifetimeSeconds?: number | undefined;
  /**
   * Whether a token may have no expiry.
   * @default true
   */
  readonly allowNoExpiry?: boolean | undefined;
}

/** What {@link createAuthority} is given. */
export interface AuthorityOptions {
  readonly store: Store;
  /** @default lynk */
  readonly format?: TokenFormat | undefined;
  /**
   * The environment of the tokens that are issued.
   * @default 'live'
   */
  readonly environment?: string | undefined;
  /** @default the system's clock */
  readonly clock?: Pick<Clock, 'wall'> | undefined;
  readonly policies?: Policies | undefined;
}

/** The options with their defaults, evaluated. */
export type Settings = ReturnType<typeof readOptions>;

const storeMethods = [
  'lookup',
  'apply',
  'changes',
  'getOrganization',
  'getMember',
  'listMembers',
  'getRole',
  'listRoles',
  'getToken',
  'listTokens',
  'findToken',
] as const satisfies readonly (keyof Store)[];

export function readOptions(options: AuthorityOptions) {
  assertOptions(caller, options, ['store', 'format', 'environment', 'clock', 'policies']);
  const { store, format = lynk, environment = 'live', clock = { wall: Date.now } } = options;
  assertOption(
    caller,
    storeMethods.every((name) => hasMethod(store, name)),
    'store must be a store; was it awaited?',
  );
  assertOption(caller, Array.isArray(format?.prefixes), 'format must be made by defineTokenFormat');
  assertOption(caller, format.environments.includes(environment), 'environment must be one of the format');
  assertOption(caller, hasMethod(clock, 'wall'), 'clock must be an object with a wall function');
  return { store, format, environment, clock, policies: readPolicies(options.policies) };
}

function readPolicies(policies: Policies = {}) {
  const caller = 'createAuthority: policies';
  assertOptions(caller, policies, [
    'serviceTokenLimit',
    'roleGrants',
    'personalTokensByToken',
    'maxLifetimeSeconds',
    'allowNoExpiry',
  ]);
  const {
    serviceTokenLimit = 100,
    roleGrants = 'own_permissions',
    personalTokensByToken = false,
    maxLifetimeSeconds,
    allowNoExpiry = true,
  } = policies;
  assertOption(caller, isWhole(serviceTokenLimit, 0), 'serviceTokenLimit must be a whole number, 0 or more');
  assertOption(
    caller,
    roleGrants === 'own_permissions' || roleGrants === 'any_role',
    'roleGrants must be "own_permissions" or "any_role"',
  );
  assertOption(
    caller,
    typeof personalTokensByToken === 'boolean',
    'personalTokensByToken must be true or false',
  );
  assertOption(
    caller,
    maxLifetimeSeconds === undefined || isWhole(maxLifetimeSeconds, 1),
    'maxLifetimeSeconds must be a whole number of seconds, 1 or more',
  );
  assertOption(caller, typeof allowNoExpiry === 'boolean', 'allowNoExpiry must be true or false');
  return { serviceTokenLimit, roleGrants, personalTokensByToken, maxLifetimeSeconds, allowNoExpiry };
}

const isWhole = (value: unknown, least: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least;
