import { type Expiry, isLater } from '../expiry.ts';
import { canGrant } from '../policies/can-grant.ts';
import { canGrantRole } from '../policies/can-grant-role.ts';
import { findViolation } from '../policies/find-violation.ts';
import type { Policies } from '../policies/policies.ts';
import type { Settings } from '../read-options.ts';
import { intersect, permissionsOf } from '../source/evaluate-token.ts';
import type { Command, Denial } from '../store/command.ts';
import { readTokenRecord } from '../store/read-token-record.ts';
import { type Access, hasAllPermissions } from './access.ts';
import { type AccessReads, findAccess } from './find-access.ts';
import { isNarrower } from './is-narrower.ts';
import { isOutdated } from './is-outdated.ts';

/** A user, or a token with the expiry of the secret that was used. */
export type ActorIdentity =
  | { readonly kind: 'user'; readonly userId: string }
  | {
      readonly kind: 'token';
      readonly tokenId: string;
      /** The owner of a personal token; `null` for a service token. */
      readonly userId: string | null;
      /** Epoch milliseconds; `null` for never. */
      readonly expiresAt: number | null;
    };

/**
 * What must hold of the actor when a command is committed. It travels in the command, and the store evaluates it in the
 * command's transaction with {@link findDenial}: between a check before the transaction and the commit, the actor may
 * lose its rights.
 */
export interface Condition {
  readonly actor: ActorIdentity;
  /** When the command was created, in epoch milliseconds, by the authority's clock. */
  readonly at: number;
  /** The permissions that the actor needs. */
  readonly permissions: readonly string[];
  /** Whether a user may grant more than the own permissions to a service token. */
  readonly roleGrants: NonNullable<Policies['roleGrants']>;
}

/** Creates the condition of a command; `undefined` for the system, which may do everything. */
export function createCondition(
  { clock, policies }: Settings,
  { identity }: Access,
  permissions: readonly string[],
): Condition | undefined {
  if (identity === null) return undefined;
  return { actor: identity, at: clock.wall(), permissions, roleGrants: policies.roleGrants };
}

/**
 * Evaluates the condition of a command, what it is based on, and the organization's policy. For authors of stores: call it in the transaction of the command, under the lock
 * that serializes the commands of the organization, before anything is written.
 *
 * @param reads Reads of the same transaction.
 * @param command The command.
 * @param elapsedMs How long ago the store received the command, in monotonic milliseconds: the actor's token may have
 *   expired since then.
 * @returns The failure to return, unless the command changes nothing; `null` if the actor may do it.
 * @example
 * ```ts
 * import { type Command, createMemoryStore, findDenial } from '@lynk-auth/authority';
 *
 * const reads = createMemoryStore();
 * const denialOf = (command: Command) => findDenial(reads, command);
 * ```
 */
export async function findDenial(
  reads: AccessReads,
  command: Command,
  elapsedMs = 0,
): Promise<Denial | null> {
  const { organizationId, condition } = command;
  if (await isOutdated(reads, command)) return deny('outdated');
  const violation = await findViolation(reads, command);
  if (violation !== null) return deny(violation);
  if (condition === undefined) return null;
  const { actor, at, permissions, roleGrants } = condition;
  const access = await findAccess(reads, { organizationId, actor, at: at + elapsedMs });
  if (access === null || !hasAllPermissions(access, permissions)) return deny('forbidden');
  const grant = await findGrant(reads, command);
  if (grant.ownerId != null && grant.ownerId !== access.userId) return deny('forbidden');
  const policy = grant.kind === 'token' ? roleGrants : 'own_permissions';
  if (!canGrant(policy, access, grant.permissions)) return deny('exceeds_permissions');
  // A role can gain permissions later, so a token keeps within the ceiling of the token that grants it.
  if (!isNarrower(access, grant.ceiling)) return deny('exceeds_permissions');
  if (!(await canGrantRole(reads, command, actor))) return deny('exceeds_permissions');
  const exceeds = grant.expiresAt !== undefined && isLater(grant.expiresAt, access.expiresAt);
  return exceeds ? deny('exceeds_expiry') : null;
}

const deny = (reason: Denial['reason']): Denial => ({ ok: false, reason });

/** What a command gives to a token, a member or a role, or takes from it. */
interface Grant {
  readonly kind: 'token' | 'role';
  readonly permissions: readonly string[];
  /** The ceiling of a token, `null` if it has none; `undefined` for a member and a role. */
  readonly ceiling?: readonly string[] | null;
  /** Until when a token has them; `undefined` for a member and a role. */
  readonly expiresAt?: Expiry;
  /** The user to whom this is reserved, whatever another actor may do; `null` if it is not. */
  readonly ownerId?: string | null;
}

const nothing: Grant = { kind: 'token', permissions: [] };

async function findGrant(reads: AccessReads, command: Command): Promise<Grant> {
  const { organizationId } = command;
  /** Before and after: who can only give what they hold must not take away what they do not hold. */
  const findRoles = async (...roleIds: readonly (string | undefined)[]): Promise<Grant> => {
    const permissions: string[] = [];
    for (const id of roleIds) permissions.push(...(await permissionsOfRole(reads, organizationId, id)));
    return { kind: 'role', permissions };
  };
  switch (command.type) {
    case 'add_member':
      return findRoles(command.roleId);
    case 'update_member':
    case 'suspend_member':
    case 'resume_member':
    case 'remove_member': {
      const member = await reads.getMember(organizationId, command.userId);
      return findRoles(member?.role.id, command.type === 'update_member' ? command.roleId : undefined);
    }
    case 'create_role':
      return { kind: 'role', permissions: command.permissions };
    case 'update_role': {
      const { permissions } = await findRoles(command.roleId);
      return { kind: 'role', permissions: [...permissions, ...(command.permissions ?? [])] };
    }
    case 'delete_role':
      return findRoles(command.roleId, command.successorRoleId);
    case 'issue_token': {
      // A personal token never has more than its owner, who is the actor.
      const permissions = await permissionsOfRole(reads, organizationId, command.roleId);
      const { ceiling, expiresAt } = command;
      const granted = ceiling === null ? permissions : intersect(permissions, ceiling);
      return { kind: 'token', permissions: granted, ceiling, expiresAt };
    }
    case 'update_token':
    case 'resume_token':
    case 'rotate_token': {
      const token = await reads.getToken(organizationId, command.tokenId);
      if (token === null) return nothing;
      const { expiresAt = token.expiresAt } = command.type === 'resume_token' ? token : command;
      // To rename or shorten a token grants nothing.
      if (command.type === 'update_token' && !isLater(expiresAt, token.expiresAt)) return nothing;
      const permissions = permissionsOf(await readTokenRecord(reads, token));
      // An administrator ends the tokens of others: a longer life, or a secret that the administrator knows, would give
      // away another user's identity.
      const ownerId = command.type === 'resume_token' ? null : token.ownerId;
      return { kind: 'token', permissions, ceiling: token.ceiling, expiresAt, ownerId };
    }
    default:
      return nothing;
  }
}

async function permissionsOfRole(
  reads: AccessReads,
  organizationId: string,
  roleId: string | null | undefined,
): Promise<readonly string[]> {
  const role = roleId ? await reads.getRole(organizationId, roleId) : null;
  return role?.permissions ?? [];
}
