import type { TokenKind } from '@lynk-auth/core';
import type { Access } from './access.ts';
import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import type { Settings } from './read-options.ts';
import type { TokenView } from './views.ts';
import { canListTokens, findVisibleToken, readVisibility } from './visibility.ts';

/** Which tokens a list gives. */
export interface TokenListFilter {
  /** @default both kinds */
  readonly kind?: TokenKind | undefined;
}

export async function getToken(
  settings: Settings,
  access: Access,
  id: string,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(access)) return refuse('not_allowed');
  const token = await findVisibleToken(settings, access, id);
  return token === null ? refuse('token_not_found') : { ok: true, token };
}

export async function listTokens(
  settings: Settings,
  access: Access,
  filter: TokenListFilter = {},
): Promise<Outcome<{ tokens: readonly TokenView[] }>> {
  if (!canListTokens(access)) return refuse('not_allowed');
  const read = readInput(inputs.filter, filter);
  if (!read.ok) return read;
  const { organizationId } = access;
  const tokens = await settings.store.listTokens({ organizationId, kind: read.value.kind });
  return { ok: true, tokens: tokens.filter(await readVisibility(settings, access)) };
}
