import { parseToken } from '@lynk-auth/core';
import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import { digestToken } from '@lynk-auth/verifier';
import { type Access, hasAllPermissions } from '../access/access.ts';
import { createCondition } from '../access/condition.ts';
import { canListTokens, readVisibility, seeAllPermissions } from '../access/visibility.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import { applyAndWait } from '../store/apply-and-wait.ts';
import { toTokenView } from '../store/to-token-view.ts';
import type { TokenView } from '../store/views.ts';
import { findVisibleToken, type VisibleToken } from './find-visible-token.ts';

/** Options of a revocation. */
export interface RevokeOptions {
  /**
   * Whether to resolve only once no process accepts the token any more. With `false` the call resolves after
   * the commit, and the token may still be accepted for one lease of the store: 100 ms by default.
   * @default true
   */
  readonly wait?: boolean | undefined;
}

interface RevokeRequest extends RevokeOptions {
  /** The token's id, or the token itself. */
  readonly idOrToken: string;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export function createRevokeRequest(idOrToken: string, options: RevokeOptions = {}): RevokeRequest {
  const { wait = true } = readOwnOptions('revoke', options, ['wait']);
  assertOption('revoke', typeof wait === 'boolean', 'wait must be true or false');
  return { idOrToken, wait };
}

export async function revokeToken(
  settings: Settings,
  access: Access,
  request: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, request.idOrToken);
  return found === null ? failWith('token_not_found') : revoke(settings, access, found, request);
}

export async function revokeByToken(
  settings: Settings,
  access: Access,
  request: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const { store, format } = settings;
  const text = request.idOrToken;
  if (!parseToken<string>(text, { format }).ok) return failWith('bad_token', 'token');
  const token = await store.findToken(access.organizationId, [digestToken(text)]);
  if (token === null) return failWith('token_not_found');
  // An admin who holds another user's token has found a leak and may revoke it.
  const seeAll = seeAllPermissions(settings);
  const needs = hasAllPermissions(access, seeAll) ? seeAll : (await readVisibility(settings, access))(token);
  return needs === null ? failWith('token_not_found') : revoke(settings, access, { token, needs }, request);
}

async function revoke(
  settings: Settings,
  access: Access,
  { token, needs }: VisibleToken,
  { wait }: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  const always = actor.kind === 'user' ? [] : [settings.rights.manageTokens];
  const condition = createCondition(settings, access, [...always, ...needs]);
  const revocation = { organizationId, actor, at, condition, tokenId: token.id };
  const command = { type: 'revoke_token', ...revocation } as const;
  const revoked = await (wait ? applyAndWait(store, command) : store.apply(command));
  return revoked.ok ? { ok: true, token: toTokenView(revoked.token, at) } : failWith(revoked.reason);
}
