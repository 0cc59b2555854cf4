import { type Expiry, earliest, isLater } from '../expiry.ts';
import { evaluateToken } from '../source/evaluate-token.ts';
import { readTokenRecord } from '../store/read-token-record.ts';
import type { Store } from '../store/store.ts';
import type { Access } from './access.ts';
import type { ActorIdentity } from './condition.ts';

/** What determines the access of an actor, as it is now or as a transaction reads it. */
export type AccessReads = Pick<Store, 'getOrganization' | 'getMember' | 'getRole' | 'getToken' | 'changes'>;

/** An actor in an organization, at a time in epoch milliseconds. */
export interface AccessQuery {
  readonly organizationId: string;
  readonly actor: ActorIdentity;
  readonly at: number;
}

/**
 * Finds what a user or a token may do. A principal counts only as the id of a token: it may be older than a
 * revocation or a change of a role.
 *
 * @returns `null` for an actor without access, or without access any more.
 */
export async function findAccess(reads: AccessReads, query: AccessQuery): Promise<Access | null> {
  const { organizationId, actor, at } = query;
  const { kind, userId } = actor;
  const common = { organizationId, identity: actor, at, userId };
  if (kind === 'user') {
    const member = await reads.getMember(organizationId, userId);
    if (member === null || member.suspendedAt !== null) return null;
    const { permissions } = member.role;
    return { ...common, actor: { kind, id: userId }, permissions, ceiling: null, expiresAt: null };
  }
  const bounds = await findTokenBounds(reads, query, actor);
  return bounds && { ...common, ...bounds, actor: { kind, id: actor.tokenId } };
}

async function findTokenBounds(
  reads: AccessReads,
  { organizationId, at }: AccessQuery,
  { tokenId, userId, expiresAt: secretExpiresAt }: Extract<ActorIdentity, { kind: 'token' }>,
): Promise<(Pick<Access, 'permissions' | 'ceiling'> & { readonly expiresAt: Expiry }) | null> {
  const token = await reads.getToken(organizationId, tokenId);
  // Service tokens have no owner, so this compares the kinds too.
  if (token === null || token.ownerId !== userId) return null;
  const evaluated = evaluateToken(await readTokenRecord(reads, token), at);
  if (!evaluated.ok) return null;
  const expiresAt = earliest(evaluated.validUntil, secretExpiresAt);
  if (!isLater(expiresAt, at)) return null;
  return { permissions: evaluated.principal.permissions, ceiling: token.ceiling, expiresAt };
}
