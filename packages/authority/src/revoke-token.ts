import { assertOption, assertOptions, parseToken } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import type { Access } from './access.ts';
import { applyEverywhere } from './apply-everywhere.ts';
import { type Outcome, refuse } from './failures.ts';
import type { Settings } from './read-options.ts';
import type { TokenView } from './views.ts';
import { canListTokens, findVisibleToken, readVisibility, seesAllServiceTokens } from './visibility.ts';

/** How a token is revoked. */
export interface RevokeOptions {
  /**
   * Whether the answer comes only when no process accepts the token any more. With `false` it comes
   * at once, and the token may still be accepted for one lease of the store: 100 ms by default.
   * @default true
   */
  readonly wait?: boolean | undefined;
}

/** What is revoked, and how. */
interface Request extends RevokeOptions {
  /** The token's id, or its text. */
  readonly which: string;
}

/** @throws {LynkConfigurationError} for an unknown or a wrong option. */
export function revokeRequest(which: string, options: RevokeOptions = {}): Request {
  assertOptions('revoke', options, ['wait']);
  const { wait = true } = options;
  assertOption('revoke', typeof wait === 'boolean', 'wait must be true or false');
  return { which, wait };
}

export async function revokeToken(
  settings: Settings,
  access: Access,
  request: Request,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(access)) return refuse('not_allowed');
  const token = await findVisibleToken(settings, access, request.which);
  return token === null ? refuse('token_not_found') : revoke(settings, access, token, request);
}

export async function revokeByToken(
  settings: Settings,
  access: Access,
  request: Request,
): Promise<Outcome<{ token: TokenView }>> {
  if (!canListTokens(access)) return refuse('not_allowed');
  const { store, format } = settings;
  const text = request.which;
  if (!parseToken<string>(text, { format }).ok) return refuse('bad_token');
  const token = await store.findToken(access.organizationId, [digestToken(text)]);
  if (token === null) return refuse('token_not_found');
  // Who holds the value of a stranger's token has found a leak: an admin may end it.
  const allowed = seesAllServiceTokens(access) || (await readVisibility(settings, access))(token);
  return allowed ? revoke(settings, access, token, request) : refuse('token_not_found');
}

async function revoke(
  { store }: Settings,
  { organizationId, ref: actor, at }: Access,
  { id: tokenId }: TokenView,
  { wait }: Request,
): Promise<Outcome<{ token: TokenView }>> {
  const command = { type: 'revoke_token', organizationId, actor, at, tokenId } as const;
  const revoked = await (wait ? applyEverywhere(store, command) : store.apply(command));
  return revoked.ok ? revoked : refuse(revoked.reason);
}
