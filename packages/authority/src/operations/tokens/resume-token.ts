import { type Access, hasPermission } from '../../access/access.ts';
import { createCondition } from '../../access/condition.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { TokenView } from '../../store/views.ts';
import { findVisibleToken } from './find-visible-token.ts';
import { canGrantToken } from './resolve-new-expiry.ts';

/** To resume a token is to grant its permissions. */
export async function resumeToken(
  settings: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ token: TokenView }>> {
  const { store, rights } = settings;
  const { organizationId, actor, at } = access;
  if (!hasPermission(access, rights.manageTokens)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, id);
  if (found === null) return failWith('token_not_found');
  const { token, needs } = found;
  if (token.revokedAt !== null) return failWith('revoked');
  if (!(await canGrantToken(settings, access, token))) return failWith('exceeds_permissions');
  const condition = createCondition(settings, access, [rights.manageTokens, ...needs]);
  const command = { type: 'resume_token', organizationId, actor, at, condition, tokenId: id } as const;
  const resumed = await store.apply(command);
  return resumed.ok
    ? { ok: true, token: toTokenView(settings, resumed.token, at) }
    : failWith(resumed.reason);
}
