import type { TokenKind } from '@lynk-auth/core';
import { type Expiry, isLater } from '../expiry.ts';
import type { OrganizationPolicy } from '../store/views.ts';

/** The policy of an organization that has set none. */
export const defaultOrganizationPolicy: OrganizationPolicy = Object.freeze({
  allowedNetworks: null,
  maxPersonalLifetimeSeconds: null,
  maxServiceLifetimeSeconds: null,
  allowNoExpiry: true,
  grantableRoles: null,
});

/** What limits the expiry of a token. */
export interface LifetimeLimits {
  /** The longest time from a token's creation to its expiry, in seconds; `null` for no limit. */
  readonly maxLifetimeSeconds: number | null;
  readonly allowNoExpiry: boolean;
}

/** Returns the limits of an organization for a kind of token. */
export const limitsOf = (policy: OrganizationPolicy, kind: TokenKind): LifetimeLimits => ({
  maxLifetimeSeconds:
    kind === 'personal' ? policy.maxPersonalLifetimeSeconds : policy.maxServiceLifetimeSeconds,
  allowNoExpiry: policy.allowNoExpiry,
});

/** Returns the limits for a kind of token that satisfy the policies of the host and of the organization. */
export const effectiveLimits = (
  { maxLifetimeSeconds, allowNoExpiry }: HostLimits,
  policy: OrganizationPolicy,
  kind: TokenKind,
): LifetimeLimits =>
  narrowLimits(limitsOf(policy, kind), { maxLifetimeSeconds: maxLifetimeSeconds ?? null, allowNoExpiry });

interface HostLimits {
  readonly maxLifetimeSeconds?: number | undefined;
  readonly allowNoExpiry: boolean;
}

/** Returns the limits that satisfy both. */
const narrowLimits = (one: LifetimeLimits, other: LifetimeLimits): LifetimeLimits => ({
  maxLifetimeSeconds: smaller(one.maxLifetimeSeconds, other.maxLifetimeSeconds),
  allowNoExpiry: one.allowNoExpiry && other.allowNoExpiry,
});

const smaller = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** Returns how an expiry breaks the limits; `null` if it does not. The lifetime counts from `createdAt`, in epoch milliseconds. */
export function findExcess(
  { maxLifetimeSeconds, allowNoExpiry }: LifetimeLimits,
  createdAt: number,
  expiresAt: Expiry,
): 'expiry_required' | 'exceeds_lifetime' | null {
  if (expiresAt === null) return allowNoExpiry && maxLifetimeSeconds === null ? null : 'expiry_required';
  const last = maxLifetimeSeconds === null ? null : createdAt + maxLifetimeSeconds * 1000;
  return isLater(expiresAt, last) ? 'exceeds_lifetime' : null;
}

/**
 * Applies the command `set_policy`. For authors of stores.
 *
 * @param policy The policy of the organization.
 * @param changes The changed fields.
 * @returns The new policy, with its fields in the order in which stores return them.
 * @example
 * ```ts
 * import { changePolicy, defaultOrganizationPolicy } from '@lynk-auth/authority';
 *
 * changePolicy(defaultOrganizationPolicy, { allowNoExpiry: false }).allowNoExpiry; // false
 * ```
 */
export function changePolicy(
  policy: OrganizationPolicy,
  changes: Partial<OrganizationPolicy>,
): OrganizationPolicy {
  const changed = Object.keys(defaultOrganizationPolicy).map((name) => {
    const key = name as keyof OrganizationPolicy;
    const value = changes[key];
    return [key, value === undefined ? policy[key] : value];
  });
  return Object.fromEntries(changed) as OrganizationPolicy;
}

/**
 * Returns the ids of the roles that a policy names: those that grant roles, and those that they grant. For authors of
 * stores: the command `set_policy` fails with `role_not_found` unless all of them exist.
 *
 * @param policy The changed fields of the policy.
 * @returns The ids. An id can be there more than once.
 * @example
 * ```ts
 * import { listRolesOfPolicy } from '@lynk-auth/authority';
 *
 * listRolesOfPolicy({ grantableRoles: { admin: ['auditor'] } }); // ['admin', 'auditor']
 * ```
 */
export const listRolesOfPolicy = ({ grantableRoles }: Partial<OrganizationPolicy>): readonly string[] =>
  Object.entries(grantableRoles ?? {}).flat(2);

/**
 * Takes a deleted role out of a policy: it grants no role, and is granted by none. For authors of stores, for the command
 * `delete_role`.
 *
 * @param policy The policy of the organization.
 * @param roleId The id of the role.
 * @returns The new policy; the same object if it does not name the role.
 * @example
 * ```ts
 * import { defaultOrganizationPolicy, removeRoleFromPolicy } from '@lynk-auth/authority';
 *
 * const policy = { ...defaultOrganizationPolicy, grantableRoles: { auditor: ['viewer'], admin: ['auditor'] } };
 * removeRoleFromPolicy(policy, 'auditor').grantableRoles; // { admin: [] }
 * ```
 */
export function removeRoleFromPolicy(policy: OrganizationPolicy, roleId: string): OrganizationPolicy {
  if (!listRolesOfPolicy(policy).includes(roleId)) return policy;
  const left = Object.entries(policy.grantableRoles ?? {})
    .filter(([id]) => id !== roleId)
    .map(([id, roles]) => [id, roles.filter((each) => each !== roleId)]);
  return { ...policy, grantableRoles: Object.fromEntries(left) };
}
