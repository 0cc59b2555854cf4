import type { TokenKind } from '@lynk-auth/core';
import type { Access } from '../access/access.ts';
import { canListTokens, readVisibility } from '../access/visibility.ts';
import { failWith, type Outcome } from '../outcome.ts';
import type { Settings } from '../read-options.ts';
import { toTokenView } from '../store/to-token-view.ts';
import type { TokenView } from '../store/views.ts';
import { inputSchemas, readInput } from './read-input.ts';

/** Which tokens to list. */
export interface TokenListFilter {
  /** @default both kinds */
  readonly kind?: TokenKind | undefined;
}

export async function listTokens(
  settings: Settings,
  access: Access,
  filter: TokenListFilter = {},
): Promise<Outcome<{ tokens: readonly TokenView[] }>> {
  if (!canListTokens(settings, access)) return failWith('forbidden');
  const read = readInput(inputSchemas.tokenFilter, filter);
  if (!read.ok) return read;
  const { organizationId } = access;
  const tokens = await settings.store.listTokens({ organizationId, kind: read.value.kind });
  const visibilityOf = await readVisibility(settings, access);
  const visible = tokens.filter((token) => visibilityOf(token) !== null);
  return { ok: true, tokens: visible.map((token) => toTokenView(token, access.at)) };
}
