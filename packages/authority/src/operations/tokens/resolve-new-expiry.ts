import type { Access } from '../../access/access.ts';
import { type Expiry, isLater } from '../../expiry.ts';
import { type Failure, failWith } from '../../outcome.ts';
import { canGrant } from '../../policies/can-grant.ts';
import { resolveExpiry } from '../../policies/resolve-expiry.ts';
import type { Settings } from '../../read-options.ts';
import { permissionsOf } from '../../source/evaluate-token.ts';
import { readTokenRecord } from '../../store/read-token-record.ts';
import type { StoredToken } from '../../store/views.ts';

/** A change of a token's expiry. */
export interface ExpiryChange {
  readonly token: StoredToken;
  readonly requested: Expiry;
  /** The time from which the longest lifetime counts, in epoch milliseconds. */
  readonly createdAt: number;
}

/** Resolves a token's new expiry. To extend a token is to grant its permissions; to shorten it is always allowed. */
export async function resolveNewExpiry(
  settings: Settings,
  access: Access,
  { token, requested, createdAt }: ExpiryChange,
): Promise<{ readonly ok: true; readonly expiresAt: Expiry } | Failure> {
  // A token that became valid again would not have been counted against the limit.
  if (!isLater(token.expiresAt, access.at)) return failWith('expired');
  if (!isLater(requested, access.at)) return failWith('past_expiry', 'expiresAt');
  if (!isLater(requested, token.expiresAt)) return { ok: true, expiresAt: requested };

  // The store evaluates both again: see `findDenial`.
  if (isOthers(access, token)) return failWith('not_the_owner');
  if (!(await canGrantToken(settings, access, token))) return failWith('exceeds_permissions');
  const resolved = await resolveExpiry(settings, access, { kind: token.kind, requested, createdAt });
  return resolved.ok ? resolved : failWith(resolved.code, 'expiresAt');
}

/** Returns whether a token is a personal token of another user. The system acts for every user. */
export const isOthers = ({ actor, userId }: Access, { ownerId }: StoredToken): boolean =>
  actor.kind !== 'system' && ownerId !== null && ownerId !== userId;

/** Returns whether an actor may grant the permissions of a token, as they are now. */
export async function canGrantToken(
  settings: Settings,
  access: Access,
  token: StoredToken,
): Promise<boolean> {
  // A suspended token has none now, but has them again once it is resumed.
  const permissions = permissionsOf(await readTokenRecord(settings.store, token));
  return canGrant(settings.policies.roleGrants, access, permissions);
}
