import { isPrincipal, LynkConfigurationError, type Principal } from '@lynk-auth/core';

// A symbol, so that no JSON that came in from outside can claim to be the system; `for`, so that
// two copies of this package agree.
const system = Symbol.for('lynk-auth.system');

/** A user who acts in person, in one organization: who is logged in. */
export interface UserActor {
  readonly kind: 'user';
  readonly organizationId: string;
  readonly userId: string;
}

/** The operator of the system, within one organization. Made by {@link systemActor}, and in no other way. */
export interface SystemActor {
  readonly kind: 'system';
  readonly organizationId: string;
}

/** On whose behalf something is done. The organization always comes from the actor. */
export type Actor = UserActor | Principal | SystemActor;

/**
 * Makes the actor for the operator's own tools and for set-up: it may do everything in one
 * organization. Never make one from what came in with a request.
 *
 * @param organizationId The organization.
 * @returns The actor.
 * @example
 * ```ts
 * import { type Authority, type OrganizationView, systemActor } from '@lynk-auth/authority';
 *
 * declare const authority: Authority;
 * declare const organization: OrganizationView;
 *
 * await authority.as(systemActor(organization.id)).listTokens();
 * ```
 */
export function systemActor(organizationId: string): SystemActor {
  return Object.freeze({ kind: 'system', organizationId, [system]: true });
}

/** @throws {LynkConfigurationError} for anything that is no actor: a mistake in the host's code. */
export function assertActor(actor: Actor): void {
  if (isPrincipal(actor)) return;
  const { kind, organizationId } = (actor ?? {}) as Partial<UserActor | SystemActor>;
  const known =
    (kind === 'user' && isId((actor as UserActor).userId)) ||
    (kind === 'system' && (actor as SystemActor & { [system]?: unknown })[system] === true);
  if (!known || !isId(organizationId)) {
    throw new LynkConfigurationError(
      'authority.as: the actor must be a user ({ kind, organizationId, userId }), a principal, or made by systemActor.',
    );
  }
}

const isId = (value: unknown): boolean => typeof value === 'string' && value !== '';
