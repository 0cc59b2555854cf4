import { type Access, hasAllPermissions, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { canListTokens, visibilityOf } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';

import { isId } from '../read-input.ts';
import { applyRemoval } from '../wait-options.ts';
import type { RevokeRequest } from './revoke-token.ts';

/** A deleted token cannot be read any more, so the store finds out whether the actor sees it. */
export async function deleteToken(
  settings: Settings,
  access: Access,
  { idOrToken: id, wait }: RevokeRequest,
): Promise<Outcome<object>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!canListTokens(settings, access)) return failWith('forbidden');
  if (!isId(id)) return failWith('token_not_found');
  const needs = [rights.manageTokens, rights.manageAllTokens];
  const held = hasAllPermissions(access, needs)
    ? needs
    : needs.slice(0, hasPermission(access, rights.manageTokens) ? 1 : 0);
  const condition = createCondition(settings, access, held);
  const { managedBy, kind } = visibilityOf(settings, access).query;
  const deletion = { organizationId, actor, at, condition, tokenId: id, managedBy, kind };
  const command = { type: 'delete_token', ...deletion } as const;
  const deleted = await applyRemoval(store, command, wait);
  return deleted.ok ? { ok: true } : failWith(deleted.reason);
}
