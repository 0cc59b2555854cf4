import { type Access, hasPermission } from '../access/access.ts';
import { createCondition } from '../access/condition.ts';
import { type Expiry, type ExpiryInput, isLater } from '../expiry.ts';
import { type Failure, failWith, type Outcome } from '../outcome.ts';
import { canGrant } from '../policies/can-grant.ts';
import { resolveExpiry } from '../policies/resolve-expiry.ts';
import type { Settings } from '../read-options.ts';
import { permissionsOf } from '../source/evaluate-token.ts';
import { applyAndWait } from '../store/apply-and-wait.ts';
import { readTokenRecord } from '../store/read-token-record.ts';
import { toTokenView } from '../store/to-token-view.ts';
import type { StoredToken, TokenView } from '../store/views.ts';
import { findVisibleToken } from './find-visible-token.ts';
import { inputSchemas, readInput } from './read-input.ts';

/** The fields of a token to change. An absent field stays as it is. */
export interface TokenUpdate {
  /** 1 to 100 characters, see {@link PersonalTokenInput}. */
  readonly name?: string | undefined;
  /** A `Date` or epoch milliseconds, in the future; `null` for never. */
  readonly expiresAt?: ExpiryInput | undefined;
}

export async function updateToken(
  settings: Settings,
  access: Access,
  { id, update }: { readonly id: string; readonly update: TokenUpdate },
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, settings.rights.manageTokens)) return failWith('forbidden');
  const read = readInput(inputSchemas.tokenUpdate, update);
  if (!read.ok) return read;
  const { name, expiresAt: requested } = read.value;
  if (name === undefined && requested === undefined) return failWith('nothing_to_change');

  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  const { token, needs } = found;
  if (token.revokedAt !== null) return failWith('revoked');
  const resolved =
    requested === undefined ? undefined : await resolveNewExpiry(settings, access, { token, requested });
  if (resolved?.ok === false) return resolved;

  const expiresAt = resolved?.expiresAt;
  const condition = createCondition(settings, access, [settings.rights.manageTokens, ...needs]);
  const change = { organizationId, actor, at, condition, tokenId: id, name, expiresAt };
  const command = { type: 'update_token', ...change } as const;
  const shortens = expiresAt !== undefined && isLater(token.expiresAt, expiresAt);
  const updated = await (shortens ? applyAndWait(store, command) : store.apply(command));
  return updated.ok ? { ok: true, token: toTokenView(updated.token, at) } : failWith(updated.reason);
}

interface ExpiryChange {
  readonly token: StoredToken;
  readonly requested: Expiry;
}

/** To extend a token is to grant its permissions; to shorten it is always allowed. */
async function resolveNewExpiry(
  settings: Settings,
  access: Access,
  { token, requested }: ExpiryChange,
): Promise<{ readonly ok: true; readonly expiresAt: Expiry } | Failure> {
  // A token that became valid again would not have been counted against the limit.
  if (!isLater(token.expiresAt, access.at)) return failWith('expired');
  if (!isLater(requested, access.at)) return failWith('past_expiry', 'expiresAt');
  if (!isLater(requested, token.expiresAt)) return { ok: true, expiresAt: requested };

  // A suspended token has none now, but has them again once it is resumed.
  const permissions = permissionsOf(await readTokenRecord(settings.store, token));
  if (!canGrant(settings.policies.roleGrants, access, permissions)) return failWith('exceeds_permissions');
  const resolved = resolveExpiry(settings, access, { requested, createdAt: token.createdAt });
  return resolved.ok ? resolved : failWith(resolved.code, 'expiresAt');
}
