import type { ActorIdentity } from '../access/condition.ts';
import type { Command } from '../store/command.ts';
import type { Store } from '../store/store.ts';
import type { OrganizationPolicy } from '../store/views.ts';

/** What a grant of a role depends on, as a transaction reads it. */
type RoleReads = Pick<Store, 'getOrganization' | 'getMember' | 'getToken'>;

/** Returns whether the organization's policy lets the role of an actor grant the role of a command. */
export async function canGrantRole(
  reads: RoleReads,
  command: Command,
  actor: ActorIdentity,
): Promise<boolean> {
  const { organizationId } = command;
  const granted = grantedRole(command);
  if (granted === undefined) return true;
  const policy = (await reads.getOrganization(organizationId))?.policy ?? null;
  if (policy === null || policy.grantableRoles === null) return true;
  return isGrantableRole(policy, await findActorRole(reads, organizationId, actor), granted);
}

/**
 * Returns whether the policy of an organization lets a role grant another one.
 *
 * @param own The id of the role of the actor; `null` for the system.
 * @param granted The id of the role that is granted.
 */
export function isGrantableRole(
  { grantableRoles }: OrganizationPolicy,
  own: string | null,
  granted: string,
): boolean {
  const grantable =
    grantableRoles !== null && own !== null && Object.hasOwn(grantableRoles, own)
      ? grantableRoles[own]
      : undefined;
  return grantable === undefined || grantable.includes(granted);
}

/** The id of the role that a command gives to members or tokens. */
function grantedRole(command: Command): string | undefined {
  if (command.type === 'issue_token') return command.roleId ?? undefined;
  if (command.type === 'delete_role') return command.successorRoleId;
  return command.type === 'add_member' || command.type === 'update_member' ? command.roleId : undefined;
}

async function findActorRole(
  reads: RoleReads,
  organizationId: string,
  actor: ActorIdentity,
): Promise<string | null> {
  if (actor.kind === 'token' && actor.userId === null) {
    return (await reads.getToken(organizationId, actor.tokenId))?.roleId ?? null;
  }
  return (await reads.getMember(organizationId, actor.userId as string))?.role.id ?? null;
}
