import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { isNarrower } from '../../access/is-narrower.ts';
import { type ExpiryInput, isLater } from '../../expiry.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { TokenView } from '../../store/views.ts';
import { areKnown } from '../known-permissions.ts';
import { inputSchemas, readInput } from '../read-input.ts';
import { applyRemoval } from '../wait-options.ts';
import { findVisibleToken } from './find-visible-token.ts';
import { resolveNewExpiry } from './resolve-new-expiry.ts';

/** The fields of a token to change. An absent field stays as it is. */
export interface TokenUpdate {
  /** 1 to 100 characters, see {@link PersonalTokenInput}. */
  readonly name?: string | undefined;
  /** A `Date` or epoch milliseconds, in the future; `null` for never. */
  readonly expiresAt?: ExpiryInput | undefined;
  /** A lower ceiling: permissions that the token's present ceiling contains. It never becomes higher again. */
  readonly permissions?: readonly string[] | undefined;
}

export async function updateToken(
  settings: Settings,
  access: Access,
  { id, update }: { readonly id: string; readonly update: TokenUpdate },
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, settings.rights.manageTokens)) return failWith('forbidden');
  const read = readInput(inputSchemas().tokenUpdate, update, settings);
  if (!read.ok) return read;
  const { name, expiresAt: requested, permissions } = read.value;
  if (name === undefined && requested === undefined && permissions === undefined) {
    return failWith('nothing_to_change');
  }
  if (!areKnown(settings, permissions)) return failWith('unknown_permission', 'permissions');

  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  const { token, needs } = found;
  if (token.revokedAt !== null) return failWith('revoked');
  const ceiling = permissions && [...new Set(permissions)];
  // The store evaluates this again.
  if (!isNarrower(token, ceiling)) return failWith('exceeds_ceiling', 'permissions');
  const { createdAt } = token;
  const resolved =
    requested === undefined
      ? undefined
      : await resolveNewExpiry(settings, access, { token, requested, createdAt });
  if (resolved?.ok === false) return resolved;

  const expiresAt = resolved?.expiresAt;
  const condition = createCondition(settings, access, [settings.rights.manageTokens, ...needs]);
  const change = { organizationId, actor, at, condition, tokenId: id, name, expiresAt, ceiling };
  const command = { type: 'update_token', ...change } as const;
  const shortens = expiresAt !== undefined && isLater(token.expiresAt, expiresAt);
  const removes = shortens || ceiling !== undefined;
  const updated = await applyRemoval(store, command, removes);
  return updated.ok
    ? { ok: true, token: toTokenView(settings, updated.token, at) }
    : failWith(updated.reason);
}
