import { type Expiry, earliest, isLater } from '../expiry.ts';
import type { ActivateSecret, ApplyOutcome, RetireSecrets, RotateToken } from '../store/command.ts';
import type { StoredSecret } from '../store/views.ts';
import { failed } from './handlers.ts';
import { digestKey, logChange, type MemoryState, ofOrganization, replaceToken } from './memory-state.ts';

// The commands on the secrets of a token.

export function rotateToken(state: MemoryState, command: RotateToken): ApplyOutcome<RotateToken> {
  const { organizationId, tokenId, digest, mask, overlapUntil, drainUntil, at } = command;
  const token = ofOrganization(state.tokens, organizationId, tokenId);
  if (token === undefined) return failed('token_not_found');
  if (token.revokedAt !== null) return failed('revoked');
  const key = digestKey(digest);
  const holder = state.secrets.get(key);
  if (holder !== undefined) return holder.tokenId === tokenId ? { ok: true, token } : failed('conflict');

  forgetEnded(state, command);
  endOthers(state, { tokenId, key }, ({ pending }) =>
    earliest(pending ? drainUntil : overlapUntil, token.expiresAt),
  );
  const firstUseDrainMs = command.firstUseDrainMs ?? null;
  state.secrets.set(key, {
    ...{ tokenId, digest, mask, createdAt: at },
    ...{ pending: true, expiresAt: null, firstUseDrainMs, usage: null, callsSince: at },
  });
  const { expiresAt = token.expiresAt } = command;
  return { ok: true, token: replaceToken(state, { ...token, mask, expiresAt, updatedAt: at }) };
}

export function activateSecret(state: MemoryState, command: ActivateSecret): ApplyOutcome<ActivateSecret> {
  const { organizationId, tokenId, at } = command;
  const token = ofOrganization(state.tokens, organizationId, tokenId);
  if (token === undefined) return failed('token_not_found');
  const key = digestKey(command.digest);
  const secret = state.secrets.get(key);
  if (secret?.tokenId !== tokenId) return failed('secret_not_found');
  if (!secret.pending) return { ok: true, token };

  state.secrets.set(key, { ...secret, pending: false });
  const drainMs = secret.firstUseDrainMs;
  if (drainMs !== null) {
    endOthers(state, { tokenId, key }, () => at + drainMs);
    logChange(state, { organizationId, tokenId });
  }
  return { ok: true, token };
}

export function retireSecrets(state: MemoryState, command: RetireSecrets): ApplyOutcome<RetireSecrets> {
  const { organizationId, tokenId, at } = command;
  const token = ofOrganization(state.tokens, organizationId, tokenId);
  if (token === undefined) return failed('token_not_found');
  if (token.revokedAt !== null) return failed('revoked');
  const key = digestKey(command.digest);
  const kept = state.secrets.get(key);
  if (kept?.tokenId !== tokenId) return failed('secret_not_found');
  if (kept.expiresAt !== null) return failed('outdated');
  const isLive = [...state.secrets].some(
    ([other, secret]) => secret.tokenId === tokenId && other !== key && isLater(secret.expiresAt, at),
  );
  if (!isLive) return { ok: true, token };
  endOthers(state, { tokenId, key }, () => at);
  return { ok: true, token: replaceToken(state, { ...token, updatedAt: at }) };
}

/** Gives the other secrets of a token an end, unless their own is earlier. None of them is pending any more. */
function endOthers(
  { secrets }: MemoryState,
  { tokenId, key: kept }: { readonly tokenId: string; readonly key: string },
  endOf: (secret: { readonly pending: boolean }) => Expiry,
): void {
  for (const [key, secret] of secrets) {
    if (secret.tokenId !== tokenId || key === kept) continue;
    secrets.set(key, { ...secret, pending: false, expiresAt: earliest(secret.expiresAt, endOf(secret)) });
  }
}

function forgetEnded({ secrets }: MemoryState, { tokenId, forgetEndedBefore }: RotateToken): void {
  if (forgetEndedBefore === undefined) return;
  for (const [key, { tokenId: id, expiresAt }] of secrets) {
    if (id === tokenId && expiresAt !== null && expiresAt < forgetEndedBefore) secrets.delete(key);
  }
}

/** The secrets of a token, oldest first. */
export function listSecrets(
  { tokens, secrets }: MemoryState,
  organizationId: string,
  tokenId: string,
): readonly StoredSecret[] {
  if (ofOrganization(tokens, organizationId, tokenId) === undefined) return [];
  const rows = [...secrets.values()].filter((secret) => secret.tokenId === tokenId);
  const since = Math.max(...rows.map(({ createdAt }) => createdAt));
  return rows.map(({ digest, mask, pending, createdAt, expiresAt, usage, callsSince }) => ({
    ...{ digest, mask, pending, createdAt, expiresAt },
    usage: usage && { ...usage, calls: callsSince === since ? usage.calls : 0 },
  }));
}
