import { createPrincipal } from '@lynk-auth/core';
import type { LookupResult } from '@lynk-auth/verifier';
import { earliest } from '../expiry.ts';
import type { TokenRecord } from '../store/store.ts';

/**
 * Evaluates a record of the store, apart from the clock: the verifier compares `validUntil` with the time. A
 * personal token has the permissions of its owner's role now, a service token those of its own role now, both
 * limited by the token's ceiling.
 *
 * @param record The record, or `null` if the store has none.
 * @returns The principal, or the first reason to reject the token.
 */
export function evaluateToken(record: TokenRecord | null): LookupResult {
  if (record === null) return { ok: false, reason: 'unknown' };
  const { tokenId, organizationId, userId, rolePermissions, allowedNetworks: networks } = record;
  if (record.revokedAt !== null) return { ok: false, reason: 'revoked', tokenId };
  if (record.suspendedAt !== null) return { ok: false, reason: 'suspended', tokenId };
  if (!record.ownerPresent) return { ok: false, reason: 'owner_gone', tokenId };
  if (rolePermissions === null) return { ok: false, reason: 'role_gone', tokenId };

  const validUntil = earliest(record.expiresAt, record.secretExpiresAt);
  const permissions = permissionsOf(record);
  const common = { tokenId, organizationId, permissions, expiresAt: validUntil };
  const validity = { validUntil, networks, cacheable: !record.secretPending };
  if (record.kind === 'service') {
    return { ok: true, principal: createPrincipal({ kind: 'service', ...common }), ...validity };
  }
  if (userId === null) return { ok: false, reason: 'owner_gone', tokenId };
  return { ok: true, principal: createPrincipal({ kind: 'personal', userId, ...common }), ...validity };
}

/** Returns the permissions of a token while it is valid: those of its role within its ceiling. */
export const permissionsOf = ({ rolePermissions, ceiling }: TokenRecord): readonly string[] =>
  rolePermissions === null || ceiling === null
    ? (rolePermissions ?? [])
    : intersect(rolePermissions, ceiling);

/** Returns what both lists contain, in the order of the first. */
export const intersect = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.filter((permission) => other.includes(permission));
