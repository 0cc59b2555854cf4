import { createPrincipal } from '@lynk-auth/core';
import type { LookupResult } from '@lynk-auth/verifier';
import { earliest } from './expiry.ts';
import type { TokenRecord } from './store.ts';

/**
 * Judges what a store found, apart from the clock: the verifier compares `validUntil` with that. A
 * personal token may do what its owner's role allows now, a service token what its own role allows
 * now, both under the token's ceiling.
 *
 * @param record What the store found; `null` for nothing.
 * @returns The principal, or the first reason to refuse it.
 */
export function evaluateToken(record: TokenRecord | null): LookupResult {
  if (record === null) return { ok: false, reason: 'unknown' };
  const { tokenId, organizationId, userId, rolePermissions, ceiling, allowedNetworks: networks } = record;
  if (record.revokedAt !== null) return { ok: false, reason: 'revoked', tokenId };
  if (record.suspendedAt !== null) return { ok: false, reason: 'suspended', tokenId };
  if (!record.ownerPresent) return { ok: false, reason: 'owner_gone', tokenId };
  if (rolePermissions === null) return { ok: false, reason: 'role_gone', tokenId };

  const validUntil = earliest(record.expiresAt, record.secretExpiresAt);
  const permissions = ceiling === null ? rolePermissions : intersect(rolePermissions, ceiling);
  const common = { tokenId, organizationId, permissions, expiresAt: validUntil };
  const terms = { validUntil, networks, cacheable: !record.secretPending };
  if (record.kind === 'service') {
    return { ok: true, principal: createPrincipal({ kind: 'service', ...common }), ...terms };
  }
  if (userId === null) return { ok: false, reason: 'owner_gone', tokenId };
  return { ok: true, principal: createPrincipal({ kind: 'personal', userId, ...common }), ...terms };
}

/** What both lists have, in the order of the first. */
export const intersect = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.filter((permission) => other.includes(permission));
