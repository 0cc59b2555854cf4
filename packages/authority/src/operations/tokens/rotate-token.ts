import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { type Expiry, type ExpiryInput, isLater } from '../../expiry.ts';
import { type Failure, failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { applyAndWait } from '../../store/apply-and-wait.ts';
import { SECRET_RETENTION_MS } from '../../store/secret-retention.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { StoredToken } from '../../store/views.ts';
import { inputSchemas, readInput } from '../read-input.ts';
import { createSecret } from './create-secret.ts';
import { findVisibleToken } from './find-visible-token.ts';
import type { IssuedToken } from './issue-token.ts';
import { canGrantToken, isOthers, resolveNewExpiry } from './resolve-new-expiry.ts';

/** Options of a rotation. */
export interface RotateOptions {
  /**
   * How long the older secrets stay valid, in whole seconds: at most 2,592,000 (30 days). With 0 they end at once.
   * @default 86400
   */
  readonly overlapSeconds?: number | undefined;
  /**
   * Whether the older secrets end sooner, once the new one is used: after the drain instead of the overlap.
   * @default false
   */
  readonly retireOnFirstUse?: boolean | undefined;
  /**
   * How long a secret stays valid that a newer one replaced, in whole seconds: an older one after the first use of
   * the new one with `retireOnFirstUse`, and one that was never used before this rotation.
   * @default 900
   */
  readonly drainSeconds?: number | undefined;
  /**
   * The token's new expiry: a `Date` or epoch milliseconds; `null` for never. The longest lifetime that the policies
   * allow counts from the rotation. The older secrets keep the earlier expiry.
   * @default the expiry stays as it is
   */
  readonly expiresAt?: ExpiryInput | undefined;
}

export async function rotateToken(
  settings: Settings,
  access: Access,
  { id, options = {} }: { readonly id: string; readonly options: RotateOptions | undefined },
): Promise<Outcome<IssuedToken>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, settings.rights.manageTokens)) return failWith('forbidden');
  const read = readInput(inputSchemas().rotation, options, settings);
  if (!read.ok) return read;
  const { overlapSeconds = 86_400, drainSeconds = 900, retireOnFirstUse = false } = read.value;
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  const { token, needs } = found;
  const failure = await findObstacle(settings, access, token);
  if (failure !== null) return failure;
  const { expiresAt: requested } = read.value;
  const resolved = await resolveRotatedExpiry(settings, access, { token, requested });
  if (!resolved.ok) return resolved;

  const created = createSecret(settings, token);
  if (created === null) return failWith('no_such_kind');
  const overlapMs = overlapSeconds * 1000;
  // A drain is shorter than the overlap: with an overlap of 0, every older secret ends.
  const drainMs = Math.min(drainSeconds * 1000, overlapMs);
  const command = {
    type: 'rotate_token',
    organizationId,
    actor,
    at,
    condition: createCondition(settings, access, [settings.rights.manageTokens, ...needs]),
    tokenId: token.id,
    ...created.stored,
    overlapUntil: at + overlapMs,
    drainUntil: at + drainMs,
    firstUseDrainMs: retireOnFirstUse ? drainMs : null,
    expiresAt: requested === undefined ? undefined : resolved.expiresAt,
    forgetEndedBefore: at - SECRET_RETENTION_MS,
  } as const;
  // An end within the lease may come before the other processes know of it.
  const endsSoon = drainMs <= store.leaseMs || isLater(token.expiresAt, resolved.expiresAt);
  const rotated = await (endsSoon ? applyAndWait(store, command) : store.apply(command));
  if (!rotated.ok) return failWith(rotated.reason);
  return { ok: true, token: toTokenView(settings, rotated.token, at), secret: created.secret };
}

/** Finds what keeps an actor from rotating a token that it sees. */
async function findObstacle(settings: Settings, access: Access, token: StoredToken): Promise<Failure | null> {
  const { actor } = access;
  // The new secret acts as the owner, so not even an administrator may have it.
  if (isOthers(access, token)) return failWith('not_the_owner');
  if (token.kind === 'personal' && actor.kind !== 'system') {
    const allowed = actor.kind === 'user' || settings.policies.personalTokensByToken;
    if (!allowed) return failWith('no_personal_by_token');
  }
  if (token.revokedAt !== null) return failWith('revoked');
  if (!isLater(token.expiresAt, access.at)) return failWith('expired');
  return (await canGrantToken(settings, access, token)) ? null : failWith('exceeds_permissions');
}

interface RotatedExpiry {
  readonly token: StoredToken;
  readonly requested: Expiry | undefined;
}

/** The new secret is a grant until the token's expiry, even if that stays as it is. */
async function resolveRotatedExpiry(
  settings: Settings,
  access: Access,
  { token, requested }: RotatedExpiry,
): ReturnType<typeof resolveNewExpiry> {
  const change = { token, requested: requested === undefined ? token.expiresAt : requested };
  const resolved = await resolveNewExpiry(settings, access, { ...change, createdAt: access.at });
  if (!resolved.ok) return resolved;
  if (!isLater(resolved.expiresAt, access.expiresAt)) return resolved;
  return failWith('exceeds_expiry', requested === undefined ? undefined : 'expiresAt');
}
