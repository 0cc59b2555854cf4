// policies/: the rules of the host, and where they are enforced.

import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';

/** The rules that hold in every organization. */
export interface Policies {
  /**
   * How many live service tokens an organization may have.
   * @default 100
   */
  readonly serviceTokenLimit?: number | undefined;
  /**
   * Which roles a user may grant to a service token: roles that allow no more than the user's own role, or
   * any role. With `any_role`, a user who manages tokens can create a token with the Admin role. Under both,
   * a token grants at most its own permissions.
   * @default 'own_permissions'
   */
  readonly roleGrants?: 'own_permissions' | 'any_role' | undefined;
  /**
   * Whether a personal token can create further personal tokens for its owner.
   * @default false
   */
  readonly personalTokensByToken?: boolean | undefined;
  /**
   * The longest time from a token's creation to its expiry, in seconds. If it is set, every token has an
   * expiry.
   * @default no limit
   */
  readonly maxLifetimeSeconds?: number | undefined;
  /**
   * Whether a token may have no expiry.
   * @default true
   */
  readonly allowNoExpiry?: boolean | undefined;
}

/** Validates the policies and fills in the defaults. */
export function readPolicies(policies: Policies = {}) {
  const caller = 'createAuthority: policies';
  const {
    serviceTokenLimit = 100,
    roleGrants = 'own_permissions',
    personalTokensByToken = false,
    maxLifetimeSeconds,
    allowNoExpiry = true,
  } = readOwnOptions(caller, policies, [
    'serviceTokenLimit',
    'roleGrants',
    'personalTokensByToken',
    'maxLifetimeSeconds',
    'allowNoExpiry',
  ]);
  assertOption(caller, isWhole(serviceTokenLimit, 0), 'serviceTokenLimit must be a whole number, at least 0');
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
    'maxLifetimeSeconds must be a whole number of seconds, at least 1',
  );
  assertOption(caller, typeof allowNoExpiry === 'boolean', 'allowNoExpiry must be true or false');
  return { serviceTokenLimit, roleGrants, personalTokensByToken, maxLifetimeSeconds, allowNoExpiry };
}

const isWhole = (value: unknown, least: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least;
