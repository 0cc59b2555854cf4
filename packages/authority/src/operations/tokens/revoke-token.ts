import { parseToken } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { canListTokens, visibilityOf } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { StoredToken, TokenView } from '../../store/views.ts';
import { applyRemoval, readWait, type WaitOptions } from '../wait-options.ts';
import { findVisibleToken, type VisibleToken } from './find-visible-token.ts';

/** A token to end or to suspend. */
export interface RevokeRequest {
  /** The token's id, or the token itself. */
  readonly idOrToken: string;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export const createRevokeRequest = (
  idOrToken: string,
  options?: WaitOptions,
  caller = 'revoke',
): RevokeRequest => ({ idOrToken, wait: readWait(caller, options) });

export async function revokeToken(
  settings: Settings,
  access: Access,
  request: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, request.idOrToken);
  if (found === null) return failWith('token_not_found');
  const { token, needs } = found;
  return revoke(settings, access, { token, needs: withManage(settings, access, needs) }, request);
}

export async function revokeByToken(
  settings: Settings,
  access: Access,
  request: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  const { store, format } = settings;
  const text = request.idOrToken;
  const isToken = parseToken<string>(text, { format }).ok;
  const token = isToken ? await store.findToken(access.organizationId, [digestToken(text)]) : null;
  // To hold a token is enough to end it.
  const isOwn = access.actor.kind === 'token' && access.actor.id === token?.id;
  if (token !== null && isOwn) return revoke(settings, access, { token, needs: [] }, request);
  if (!verifiesForOthers(settings, access) && !canListTokens(settings, access)) return failWith('forbidden');
  if (!isToken) return failWith('bad_token', 'token');
  const needs = token && findNeeds(settings, access, token);
  return token === null || needs === null
    ? failWith('token_not_found')
    : revoke(settings, access, { token, needs }, request);
}

/** Finds the permissions with which the actor may revoke a token that it holds; `null` if it may not. */
function findNeeds(settings: Settings, access: Access, token: StoredToken): readonly string[] | null {
  const needs = visibilityOf(settings, access).needsOf(token);
  if (needs !== null) return withManage(settings, access, needs);
  return verifiesForOthers(settings, access) ? [settings.rights.introspectTokens] : null;
}

/** Whether the actor is a service token that verifies tokens for another service, and so holds them. */
const verifiesForOthers = ({ rights }: Settings, access: Access): boolean =>
  access.actor.kind === 'token' && access.userId === null && hasPermission(access, rights.introspectTokens);

/** A token manages tokens only with that permission; a signed-in user always manages the own ones. */
export const withManage = (
  { rights }: Settings,
  { actor }: Access,
  needs: readonly string[],
): readonly string[] => (actor.kind === 'user' ? needs : [rights.manageTokens, ...needs]);

async function revoke(
  settings: Settings,
  access: Access,
  { token, needs }: VisibleToken,
  { wait }: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  const condition = createCondition(settings, access, needs);
  const revocation = { organizationId, actor, at, condition, tokenId: token.id };
  const command = { type: 'revoke_token', ...revocation } as const;
  const revoked = await applyRemoval(store, command, wait);
  return revoked.ok
    ? { ok: true, token: toTokenView(settings, revoked.token, at) }
    : failWith(revoked.reason);
}
