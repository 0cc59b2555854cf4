import type { PersonalPrincipal, Principal, ServicePrincipal } from './principal.ts';

/**
 * Creates an immutable principal: copies the known fields and freezes them.
 *
 * @param principal The fields of a principal. Unknown fields are not copied.
 * @returns A deep-frozen copy.
 * @example
 * ```ts
 * import { createPrincipal } from '@lynk-auth/core';
 *
 * const principal = createPrincipal({
 *   kind: 'service', tokenId: 't1', organizationId: 'o1', permissions: ['view_sboms'], expiresAt: null,
 * });
 * ```
 */
export function createPrincipal(principal: PersonalPrincipal): PersonalPrincipal;
export function createPrincipal(principal: ServicePrincipal): ServicePrincipal;
export function createPrincipal(principal: Principal): Principal;
export function createPrincipal(principal: Principal): Principal {
  const { tokenId, organizationId, expiresAt } = principal;
  // A frozen list can be shared by all tokens of one role.
  const { permissions: source } = principal;
  const permissions = Object.isFrozen(source) ? source : Object.freeze([...source]);
  return Object.freeze(
    principal.kind === 'personal'
      ? { kind: principal.kind, tokenId, organizationId, userId: principal.userId, permissions, expiresAt }
      : { kind: principal.kind, tokenId, organizationId, permissions, expiresAt },
  );
}
