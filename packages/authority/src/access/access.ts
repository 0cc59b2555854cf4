// access/: who acts, what they may do, and which tokens they see.

import type { Principal } from '@lynk-auth/core';
import type { Expiry } from '../expiry.ts';
import type { Settings } from '../read-options.ts';
import type { ActorRef } from '../store/views.ts';
import type { Actor, UserActor } from './actor.ts';
import type { ActorIdentity } from './condition.ts';
import { findAccess } from './find-access.ts';

/** What an actor may do, as read from the store for one call. */
export interface Access {
  readonly organizationId: string;
  readonly actor: ActorRef;
  /** The actor as a command names it for its condition; `null` for the system. */
  readonly identity: ActorIdentity | null;
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
  identity: null,
  at: clock.wall(),
  userId: null,
  permissions: null,
  ceiling: null,
  expiresAt: null,
});

/**
 * Reads what the actor may do now.
 *
 * @returns `null` for an actor without access, or without access any more.
 */
export async function readAccess(settings: Settings, actor: Actor): Promise<Access | null> {
  const { organizationId } = actor;
  if (actor.kind === 'system') return createSystemAccess(settings, organizationId);
  const at = settings.clock.wall();
  return findAccess(settings.store, { organizationId, actor: identify(actor), at });
}

function identify(actor: UserActor | Principal): ActorIdentity {
  if (actor.kind === 'user') return { kind: 'user', userId: actor.userId };
  const { tokenId, expiresAt } = actor;
  // The principal's own expiry may be earlier than the token's: it is that of the one secret that was used.
  return { kind: 'token', tokenId, userId: actor.kind === 'personal' ? actor.userId : null, expiresAt };
}

export const hasPermission = ({ permissions }: Access, permission: string): boolean =>
  permissions === null || permissions.includes(permission);

export const hasAllPermissions = (access: Access, permissions: readonly string[]): boolean =>
  permissions.every((permission) => hasPermission(access, permission));
