import type { SecretUsage, SecretUse, UseBatch } from '../store/use-batch.ts';
import { mergeUse } from '../use/merge-use.ts';
import { digestKey, type MemoryState, type SecretRow } from './memory-state.ts';

/** Adds a batch of uses, unless it was added before. */
export function recordUse({ tokens, secrets, useBatches }: MemoryState, { id, uses }: UseBatch): void {
  if (useBatches.has(id)) return;
  useBatches.add(id);
  const newest = new Map<string, number>();
  for (const { tokenId, createdAt } of secrets.values()) {
    newest.set(tokenId, Math.max(createdAt, newest.get(tokenId) ?? createdAt));
  }
  for (const use of uses) {
    const key = digestKey(use.digest);
    const secret = secrets.get(key);
    if (secret === undefined) continue;
    const callsSince = newest.get(secret.tokenId) ?? secret.createdAt;
    secrets.set(key, { ...secret, usage: addUse(secret, use, callsSince), callsSince });
    const token = tokens.get(secret.tokenId);
    if (token === undefined) continue;
    tokens.set(token.id, { ...token, lastUsedAt: Math.max(use.lastUsedAt, token.lastUsedAt ?? 0) });
  }
}

/** A use before the newest secret of the token was created is not counted. */
function addUse(secret: SecretRow, { digest: _, ...use }: SecretUse, since: number): SecretUsage {
  const { usage, callsSince } = secret;
  const before = usage !== null && callsSince === since ? usage.calls : 0;
  const added = use.lastUsedAt >= since ? use.days.reduce((sum, { calls }) => sum + calls, 0) : 0;
  return { ...mergeUse(usage ?? { ...use, calls: 0, days: [], addresses: [] }, use), calls: before + added };
}
