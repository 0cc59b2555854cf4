// access/: who acts, what they may do, and which tokens they see.

import type { Principal } from '@lynk-auth/core';
import { type Expiry, earliest, isLater } from '../expiry.ts';
import type { Settings } from '../read-options.ts';
import { evaluateToken } from '../source/evaluate-token.ts';
import { readTokenRecord } from '../store/read-token-record.ts';
import type { ActorRef } from '../store/views.ts';
import type { Actor } from './actor.ts';

/** What an actor may do, as read from the store for one call. */
export interface Access {
  readonly organizationId: string;
  readonly actor: ActorRef;
  /** The time of the call, in epoch milliseconds. */
  readonly at: number;
  /** The user whose personal tokens are the actor's own; `null` for a service token and the system. */
  readonly userId: string | null;
  /** `null` for all permissions. */
  readonly permissions: readonly string[] | null;
  /** The ceiling of the actor's token; `null` if it has none. */
  readonly ceiling: readonly string[] | null;
  /** The expiry of the actor's token; `null` for never. */
  readonly expiresAt: Expiry;
}

/** Creates the access of the operator: every permission, in one organization. */
export const createSystemAccess = ({ clock }: Settings, organizationId: string): Access => ({
  organizationId,
  actor: { kind: 'system', id: null },
  at: clock.wall(),
  userId: null,
  permissions: null,
  ceiling: null,
  expiresAt: null,
});

/**
 * Reads what the actor may do now. A principal counts only as the id of a token: it may be older than a
 * revocation or a change of a role.
 *
 * @returns `null` for an actor without access, or without access any more.
 */
export async function readAccess(settings: Settings, actor: Actor): Promise<Access | null> {
  const { organizationId } = actor;
  const system = createSystemAccess(settings, organizationId);
  if (actor.kind === 'system') return system;
  if (actor.kind === 'user') {
    const { kind, userId } = actor;
    const member = await settings.store.getMember(organizationId, userId);
    if (member === null) return null;
    return { ...system, actor: { kind, id: userId }, userId, permissions: member.role.permissions };
  }
  const bounds = await readTokenBounds(settings, actor, system.at);
  return bounds && { ...system, ...bounds, actor: { kind: 'token', id: actor.tokenId } };
}

async function readTokenBounds({ store }: Settings, principal: Principal, at: number) {
  const token = await store.getToken(principal.organizationId, principal.tokenId);
  const userId = principal.kind === 'personal' ? principal.userId : null;
  // Service tokens have no owner, so this compares the kinds too.
  if (token === null || token.ownerId !== userId) return null;
  const evaluated = evaluateToken(await readTokenRecord(store, token));
  if (!evaluated.ok) return null;
  // The principal's own expiry may be earlier: it is that of the one secret that was used.
  const expiresAt = earliest(evaluated.validUntil, principal.expiresAt);
  if (!isLater(expiresAt, at)) return null;
  return { userId, permissions: evaluated.principal.permissions, ceiling: token.ceiling, expiresAt };
}

export const hasPermission = ({ permissions }: Access, permission: string): boolean =>
  permissions === null || permissions.includes(permission);

export const hasAllPermissions = (access: Access, permissions: readonly string[]): boolean =>
  permissions.every((permission) => hasPermission(access, permission));
