import type { Access } from '../../access/access.ts';
import { canListTokens } from '../../access/visibility.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { toTokenView } from '../../store/to-token-view.ts';
import type { TokenView } from '../../store/views.ts';
import { findVisibleToken } from './find-visible-token.ts';

export async function getToken(
  settings: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const found = await findVisibleToken(settings, access, id);
  return found === null
    ? failWith('token_not_found')
    : { ok: true, token: toTokenView(settings, found.token, access.at) };
}
