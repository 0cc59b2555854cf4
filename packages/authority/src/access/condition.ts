import { type Expiry, isLater } from '../expiry.ts';
import { canGrant } from '../policies/can-grant.ts';
import { canGrantRole } from '../policies/can-grant-role.ts';
import { findViolation } from '../policies/find-violation.ts';
import type { Policies } from '../policies/policies.ts';
import type { Settings } from '../read-options.ts';
import { permissionsOf } from '../source/evaluate-token.ts';
import type { Command, Denial } from '../store/command.ts';
import { readTokenRecord } from '../store/read-token-record.ts';
import { type Access, hasAllPermissions } from './access.ts';
import { type AccessReads, findAccess } from './find-access.ts';

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
  /** Whether a user may grant more than the own permissions. */
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
 * Evaluates the condition of a command and the organization's policy. For authors of stores: call it in the transaction of the command, under the lock
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
  const violation = await findViolation(reads, command);
  if (violation !== null) return deny(violation);
  if (condition === undefined) return null;
  const { actor, at, permissions, roleGrants } = condition;
  const access = await findAccess(reads, { organizationId, actor, at: at + elapsedMs });
  if (access === null || !hasAllPermissions(access, permissions)) return deny('forbidden');
  const grant = await findGrant(reads, command);
  if (grant.ownerId !== null && grant.ownerId !== access.userId) return deny('forbidden');
  if (!canGrant(roleGrants, access, grant.permissions)) return deny('exceeds_permissions');
  if (!(await canGrantRole(reads, command, actor))) return deny('exceeds_permissions');
  const exceeds = grant.expiresAt !== undefined && isLater(grant.expiresAt, access.expiresAt);
  return exceeds ? deny('exceeds_expiry') : null;
}

const deny = (reason: Denial['reason']): Denial => ({ ok: false, reason });

/** What a command gives to a token or a member. */
interface Grant {
  readonly permissions: readonly string[];
  /** Until when a token has them; `undefined` for a member. */
  readonly expiresAt: Expiry | undefined;
  /** The user to whom this is reserved, whatever another actor may do; `null` if it is not. */
  readonly ownerId: string | null;
}

const nothing: Grant = { permissions: [], expiresAt: undefined, ownerId: null };

async function findGrant(reads: AccessReads, command: Command): Promise<Grant> {
  const { organizationId } = command;
  switch (command.type) {
    case 'add_member':
    case 'update_member':
      return { ...nothing, permissions: await permissionsOfRole(reads, organizationId, command.roleId) };
    case 'update_role':
      return { ...nothing, permissions: command.permissions ?? [] };
    case 'issue_token': {
      // A personal token never has more than its owner, who is the actor.
      const permissions = await permissionsOfRole(reads, organizationId, command.roleId);
      return { ...nothing, permissions, expiresAt: command.expiresAt };
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
      return { permissions, expiresAt, ownerId };
    }
    default:
      return nothing;
  }
}

async function permissionsOfRole(
  reads: AccessReads,
  organizationId: string,
  roleId: string | null,
): Promise<readonly string[]> {
  const role = roleId === null ? null : await reads.getRole(organizationId, roleId);
  return role?.permissions ?? [];
}
