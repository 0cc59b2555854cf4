import { type Access, may } from './access.ts';
import { applyEverywhere } from './apply-everywhere.ts';
import { evaluateToken } from './evaluate-token.ts';
import { type Expiry, isLater } from './expiry.ts';
import { type Failure, type Outcome, refuse } from './failures.ts';
import { grantExpiry } from './grant-expiry.ts';
import { inputs, readInput } from './inputs.ts';
import { mayGrant } from './may-grant.ts';
import type { Settings } from './read-options.ts';
import { readRecord } from './read-record.ts';
import type { TokenView } from './views.ts';
import { findVisibleToken } from './visibility.ts';

/** What is to change in a token. What is left out stays. */
export interface TokenUpdate {
  /** 1 to 200 characters; white space round it is cut off. */
  readonly name?: string | undefined;
  /** Epoch milliseconds; `null` for never. */
  readonly expiresAt?: number | null | undefined;
}

export async function updateToken(
  settings: Settings,
  access: Access,
  { id, update }: { readonly id: string; readonly update: TokenUpdate },
): Promise<Outcome<{ token: TokenView }>> {
  const { store } = settings;
  const { organizationId, ref: actor, at } = access;
  if (!may(access, 'manage_api_tokens')) return refuse('not_allowed');
  const read = readInput(inputs.update, update);
  if (!read.ok) return read;
  const { name, expiresAt: wanted } = read.value;
  if (name === undefined && wanted === undefined) return refuse('nothing_to_change');

  const token = await findVisibleToken(settings, access, id);
  if (token === null) return refuse('token_not_found');
  if (token.revokedAt !== null) return refuse('revoked');
  const evaluated =
    wanted === undefined ? undefined : await grantNewExpiry(settings, access, { token, wanted });
  if (evaluated?.ok === false) return evaluated;

  const expiresAt = evaluated?.expiresAt;
  const change = { organizationId, actor, at, tokenId: id, name, expiresAt };
  const command = { type: 'update_token', ...change } as const;
  const narrows = expiresAt !== undefined && isLater(token.expiresAt, expiresAt);
  const updated = await (narrows ? applyEverywhere(store, command) : store.apply(command));
  return updated.ok ? updated : refuse(updated.reason);
}

interface Move {
  readonly token: TokenView;
  readonly wanted: Expiry;
}

/** To make a token last longer is to hand out what it may do; an earlier end is nobody's harm. */
async function grantNewExpiry(
  settings: Settings,
  access: Access,
  { token, wanted }: Move,
): Promise<{ readonly ok: true; readonly expiresAt: Expiry } | Failure> {
  // A token that came back to life would not be counted against the limit.
  if (!isLater(token.expiresAt, access.at)) return refuse('expired');
  if (!isLater(wanted, access.at)) return refuse('bad_expiry');
  if (!isLater(wanted, token.expiresAt)) return { ok: true, expiresAt: wanted };

  const now = evaluateToken(await readRecord(settings.store, token));
  if (now.ok && !mayGrant(settings, access, now.principal.permissions)) return refuse('exceeds_permissions');
  const granted = grantExpiry(settings, access, { wanted, createdAt: token.createdAt });
  if (!granted.ok) return refuse(granted.code);
  // "Never" became the expiry of the token that asks: it must not be earlier than what is there.
  return isLater(token.expiresAt, granted.expiresAt) ? refuse('exceeds_expiry') : granted;
}
