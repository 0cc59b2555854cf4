import { type Access, hasPermission } from '../../access/access.ts';
import type { Rights } from '../../access/rights.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import { canGrant } from '../../policies/can-grant.ts';
import { isGrantableRole } from '../../policies/can-grant-role.ts';
import { effectiveLimits, type LifetimeLimits } from '../../policies/organization-policy.ts';
import type { Settings } from '../../read-options.ts';
import type { ActorRef, MemberView, RoleView } from '../../store/views.ts';

/** An actor as a settings page needs it: who it is, and what it may do now. */
export interface SelfView {
  readonly actor: ActorRef;
  readonly organization: { readonly id: string; readonly name: string };
  /** The user, or the owner of the personal token; `null` for a service token and the system. */
  readonly member: MemberView | null;
  /** The role of the member or of the service token; `null` for the system. */
  readonly role: RoleView | null;
  /** What the actor may do now. */
  readonly permissions: readonly string[];
  /** The permission that each right of management needs. */
  readonly rights: Rights;
  /** Every permission of the application, with its description for people. */
  readonly permissionTable: Readonly<Record<string, string>>;
  /** The roles that the actor may give to a service token; empty without the right to manage tokens. */
  readonly grantableRoles: readonly RoleView[];
  /** What limits the lifetime of a new token of each kind: the policies of the host and of the organization. */
  readonly limits: { readonly personal: LifetimeLimits; readonly service: LifetimeLimits };
  /** The expiry of the actor's own token, in epoch milliseconds, which no new token exceeds; `null` for no limit. */
  readonly expiresAt: number | null;
}

export async function getSelf(settings: Settings, access: Access): Promise<Outcome<SelfView>> {
  const { store, rights, policies, permissions: permissionTable } = settings;
  const { organizationId, actor, userId, expiresAt } = access;
  const organization = await store.getOrganization(organizationId);
  if (organization === null) return failWith('organization_not_found');
  const { id, name, policy } = organization;
  const member = userId === null ? null : await store.getMember(organizationId, userId);
  const role = member === null ? await findTokenRole(settings, access) : member.role;
  const roles = hasPermission(access, rights.manageTokens) ? await store.listRoles(organizationId) : [];
  return {
    ok: true,
    ...{ actor, organization: { id, name }, member, role, rights, permissionTable, expiresAt },
    permissions: access.permissions ?? Object.keys(permissionTable),
    grantableRoles: roles.filter(
      (each) =>
        canGrant(policies.roleGrants, access, each.permissions) &&
        isGrantableRole(policy, role?.id ?? null, each.id),
    ),
    limits: {
      personal: effectiveLimits(policies, policy, 'personal'),
      service: effectiveLimits(policies, policy, 'service'),
    },
  };
}

/** Finds the role of the service token that acts. */
async function findTokenRole(
  { store }: Settings,
  { organizationId, identity }: Access,
): Promise<RoleView | null> {
  const token = identity?.kind === 'token' ? await store.getToken(organizationId, identity.tokenId) : null;
  return token === null || token.roleId === null ? null : store.getRole(organizationId, token.roleId);
}
