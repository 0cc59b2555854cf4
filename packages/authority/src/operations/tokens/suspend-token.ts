import type { Access } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { canListTokens } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';

import { toTokenView } from '../../store/to-token-view.ts';
import type { TokenView } from '../../store/views.ts';
import { applyRemoval } from '../wait-options.ts';
import { findVisibleToken } from './find-visible-token.ts';
import { type RevokeRequest, withManage } from './revoke-token.ts';

export async function suspendToken(
  settings: Settings,
  access: Access,
  { idOrToken: id, wait }: RevokeRequest,
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, actor, at } = access;
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  const condition = createCondition(settings, access, withManage(settings, access, found.needs));
  const command = { type: 'suspend_token', organizationId, actor, at, condition, tokenId: id } as const;
  const suspended = await applyRemoval(store, command, wait);
  return suspended.ok
    ? { ok: true, token: toTokenView(settings, suspended.token, at) }
    : failWith(suspended.reason);
}
