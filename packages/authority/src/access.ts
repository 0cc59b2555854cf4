import type { Principal } from '@lynk-auth/core';
import type { Actor } from './actor.ts';
import { evaluateToken } from './evaluate-token.ts';
import { type Expiry, earliest, isLater } from './expiry.ts';
import type { Settings } from './read-options.ts';
import { readRecord } from './read-record.ts';
import type { ActorRef } from './views.ts';

/** What an actor is allowed at one moment, as the store has it then. */
export interface Access {
  readonly organizationId: string;
  readonly ref: ActorRef;
  readonly at: number;
  /** Whose personal tokens are the actor's own; `null` for nobody's. */
  readonly userId: string | null;
  /** `null` for everything. */
  readonly permissions: readonly string[] | null;
  /** What the actor's token may do at the most, and for how long; `null` for no such bound. */
  readonly ceiling: readonly string[] | null;
  readonly expiresAt: Expiry;
}

/** The access of the operator of the system: everything, in one organization. */
export const systemAccess = ({ clock }: Settings, organizationId: string): Access => ({
  organizationId,
  ref: { kind: 'system', id: null },
  at: clock.wall(),
  userId: null,
  permissions: null,
  ceiling: null,
  expiresAt: null,
});

/**
 * Reads what the actor may do now. A principal is taken for the id of a token and no more: it may
 * be older than a revocation, or than a change of a role.
 *
 * @returns `null` for an actor who is not, or no longer, allowed anything.
 */
export async function readAccess(settings: Settings, actor: Actor): Promise<Access | null> {
  const { organizationId } = actor;
  const system = systemAccess(settings, organizationId);
  if (actor.kind === 'system') return system;
  if (actor.kind === 'user') {
    const { kind, userId } = actor;
    const member = await settings.store.getMember(organizationId, userId);
    if (member === null) return null;
    return { ...system, ref: { kind, id: userId }, userId, permissions: member.role.permissions };
  }
  const bounds = await readBounds(settings, actor, system.at);
  return bounds && { ...system, ...bounds, ref: { kind: 'token', id: actor.tokenId } };
}

async function readBounds({ store }: Settings, actor: Principal, at: number) {
  const token = await store.getToken(actor.organizationId, actor.tokenId);
  const userId = actor.kind === 'personal' ? actor.userId : null;
  // Service tokens have no owner: so the kinds agree too.
  if (token === null || token.ownerId !== userId) return null;
  const evaluated = evaluateToken(await readRecord(store, token));
  if (!evaluated.ok) return null;
  // The principal's own expiry may be earlier: that of the one secret that was used.
  const expiresAt = earliest(evaluated.validUntil, actor.expiresAt);
  if (!isLater(expiresAt, at)) return null;
  return { userId, permissions: evaluated.principal.permissions, ceiling: token.ceiling, expiresAt };
}

/** Whether the actor has a permission. */
export const may = ({ permissions }: Access, permission: string): boolean =>
  permissions === null || permissions.includes(permission);

/** Whether all of these permissions are among the actor's. */
export const covers = (access: Access, permissions: readonly string[]): boolean =>
  permissions.every((permission) => may(access, permission));
