import { parseToken } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import { type Outcome, refuse } from './failures.ts';
import type { Settings } from './read-options.ts';
import { findSeen, mayLook, readSight, seesAllService } from './sight.ts';
import type { Standing } from './standing.ts';
import type { TokenView } from './views.ts';

export async function revokeToken(
  settings: Settings,
  standing: Standing,
  id: string,
): Promise<Outcome<{ token: TokenView }>> {
  if (!mayLook(standing)) return refuse('not_allowed');
  const token = await findSeen(settings, standing, id);
  return token === null ? refuse('token_not_found') : revoke(settings, standing, token);
}

export async function revokeByToken(
  settings: Settings,
  standing: Standing,
  text: string,
): Promise<Outcome<{ token: TokenView }>> {
  if (!mayLook(standing)) return refuse('not_allowed');
  const { store, scheme } = settings;
  if (!parseToken<string>(text, { scheme }).ok) return refuse('bad_token');
  const token = await store.findToken(standing.organizationId, [digestToken(text)]);
  if (token === null) return refuse('token_not_found');
  // Who holds the value of a stranger's token has found a leak: an admin may end it.
  const allowed = seesAllService(standing) || (await readSight(settings, standing))(token);
  return allowed ? revoke(settings, standing, token) : refuse('token_not_found');
}

async function revoke(
  { store }: Settings,
  { organizationId, ref: actor, at }: Standing,
  token: TokenView,
): Promise<Outcome<{ token: TokenView }>> {
  const revoked = await store.apply({ type: 'revoke_token', organizationId, actor, at, tokenId: token.id });
  return revoked.ok ? revoked : refuse(revoked.reason);
}
