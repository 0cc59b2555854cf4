import type { TokenKind } from '@lynk-auth/core';
import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import type { Settings } from './read-options.ts';
import { findSeen, mayLook, readSight } from './sight.ts';
import type { Standing } from './standing.ts';
import type { TokenView } from './views.ts';

/** Which tokens a list gives. */
export interface TokenListFilter {
  /** @default both kinds */
  readonly kind?: TokenKind | undefined;
}

export async function getToken(
  settings: Settings,
  standing: Standing,
  id: string,
): Promise<Outcome<{ token: TokenView }>> {
  if (!mayLook(standing)) return refuse('not_allowed');
  const token = await findSeen(settings, standing, id);
  return token === null ? refuse('token_not_found') : { ok: true, token };
}

export async function listTokens(
  settings: Settings,
  standing: Standing,
  filter: TokenListFilter = {},
): Promise<Outcome<{ tokens: readonly TokenView[] }>> {
  if (!mayLook(standing)) return refuse('not_allowed');
  const read = readInput(inputs.filter, filter);
  if (!read.ok) return read;
  const { organizationId } = standing;
  const tokens = await settings.store.listTokens({ organizationId, kind: read.value.kind });
  return { ok: true, tokens: tokens.filter(await readSight(settings, standing)) };
}
