import { createPrincipal } from '@lynk-auth/core';
import type { LookupResult } from '@lynk-auth/verifier';
import { earliest, isLater } from '../expiry.ts';
import { SECRET_RETENTION_MS } from '../store/secret-retention.ts';
import type { TokenRecord } from '../store/store.ts';

/**
 * Evaluates a record of the store, apart from the token's expiry: the verifier compares `validUntil` with the time. A
 * personal token has the permissions of its owner's role now, a service token those of its own role now, both
 * limited by the token's ceiling.
 *
 * @param record The record, or `null` if the store has none.
 * @param at The time, in epoch milliseconds.
 * @returns The principal, or the first reason to reject the token.
 */
export function evaluateToken(record: TokenRecord | null, at: number): LookupResult {
  if (record === null || isForgotten(record, at)) return { ok: false, reason: 'unknown' };
  const { tokenId, organizationId, userId, rolePermissions, allowedNetworks: networks } = record;
  if (record.revokedAt !== null) return { ok: false, reason: 'revoked', tokenId };
  if (record.suspendedAt !== null) return { ok: false, reason: 'suspended', tokenId };
  if (!record.ownerPresent) return { ok: false, reason: 'owner_gone', tokenId };
  if (record.ownerSuspendedAt !== null) return { ok: false, reason: 'owner_suspended', tokenId };
  if (rolePermissions === null) return { ok: false, reason: 'role_gone', tokenId };
  if (hasEnded(record, at)) return { ok: false, reason: 'retired', tokenId };

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

/** Returns whether a rotation has ended the secret, and its digest is still known. */
export const isReuse = (record: TokenRecord, at: number): boolean =>
  hasEnded(record, at) && !isForgotten(record, at);

const hasEnded = ({ secretExpiresAt }: TokenRecord, at: number): boolean => !isLater(secretExpiresAt, at);

/** The digest is deleted later, by the next rotation. */
const isForgotten = ({ secretExpiresAt }: TokenRecord, at: number): boolean =>
  secretExpiresAt !== null && secretExpiresAt < at - SECRET_RETENTION_MS;

/** Returns the permissions of a token while it is valid: those of its role within its ceiling. */
export const permissionsOf = ({ rolePermissions, ceiling }: TokenRecord): readonly string[] =>
  rolePermissions === null || ceiling === null
    ? (rolePermissions ?? [])
    : intersect(rolePermissions, ceiling);

/** Returns what both lists contain, in the order of the first. */
export const intersect = (one: readonly string[], other: readonly string[]): readonly string[] =>
  one.filter((permission) => other.includes(permission));
