import { isPrincipal, LynkConfigurationError, type Principal } from '@lynk-auth/core';

// A symbol, so that no JSON from outside can claim to be the system. `Symbol.for`, so that two copies of
// this package agree.
const system = Symbol.for('lynk-auth.system');

/** A signed-in user, in one organization. */
export interface UserActor {
  readonly kind: 'user';
  readonly organizationId: string;
  readonly userId: string;
}

/** The operator of the system, in one organization. Created by {@link systemActor} only. */
export interface SystemActor {
  readonly kind: 'system';
  readonly organizationId: string;
}

/** On whose behalf a call is made. The organization always comes from the actor. */
export type Actor = UserActor | Principal | SystemActor;

/**
 * Creates the actor for the operator's own tools and for setup. It has every permission in one organization:
 * never create it from the data of a request.
 *
 * @param organizationId The organization.
 * @returns The actor.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore, systemActor } from '@lynk-auth/authority';
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const acme = await authority.createOrganization({ name: 'Acme Corp', admin: { userId: 'ada' } });
 * if (acme.ok) await authority.as(systemActor(acme.organization.id)).listTokens();
 * ```
 */
export function systemActor(organizationId: string): SystemActor {
  return Object.freeze({ kind: 'system', organizationId, [system]: true });
}

/** @throws {LynkConfigurationError} if the value is not an actor, which is a bug in the host's code. */
export function assertActor(actor: Actor): void {
  if (isPrincipal(actor)) return;
  const { kind, organizationId } = (actor ?? {}) as Partial<UserActor | SystemActor>;
  const known =
    (kind === 'user' && isNonEmpty((actor as UserActor).userId)) ||
    (kind === 'system' && (actor as SystemActor & { [system]?: unknown })[system] === true);
  if (!known || !isNonEmpty(organizationId)) {
    throw new LynkConfigurationError(
      'authority.as: actor must be a user ({ kind, organizationId, userId }), a principal, or created by systemActor.',
    );
  }
}

const isNonEmpty = (value: unknown): boolean => typeof value === 'string' && value !== '';
