import type { RefusalBatch, Refusals, TokenRefusals } from '../store/refusal-batch.ts';
import { localKey, type MemoryState, ofOrganization } from './memory-state.ts';
import { addEvents } from './outbox.ts';

/** Adds a batch of rejections, unless it was added before. */
export function recordRefusals(state: MemoryState, { id, refusals, events }: RefusalBatch): void {
  if (state.useBatches.has(id)) return;
  state.useBatches.add(id);
  for (const refusal of refusals) {
    if (!state.tokens.has(refusal.tokenId)) continue;
    const key = localKey(refusal.tokenId, refusal.reason);
    const known = state.refusals.get(key);
    state.refusals.set(key, known === undefined ? refusal : merge(known, refusal));
  }
  addEvents(state, events);
}

/** The order does not matter: a late batch moves no last time back. */
function merge(one: TokenRefusals, other: TokenRefusals): TokenRefusals {
  const [earlier, later] = other.lastAt >= one.lastAt ? [one, other] : [other, one];
  return {
    ...one,
    count: one.count + other.count,
    firstAt: Math.min(one.firstAt, other.firstAt),
    lastAt: later.lastAt,
    clientIp: later.clientIp ?? earlier.clientIp,
    userAgent: later.userAgent ?? earlier.userAgent,
  };
}

/** The rejections of a token, latest first. */
export function listRefusals(
  state: MemoryState,
  organizationId: string,
  tokenId: string,
): readonly Refusals[] {
  if (ofOrganization(state.tokens, organizationId, tokenId) === undefined) return [];
  return [...state.refusals.values()]
    .filter((refusal) => refusal.tokenId === tokenId)
    .sort((one, other) => other.lastAt - one.lastAt || (one.reason < other.reason ? -1 : 1))
    .map(({ tokenId: _, ...refusals }) => refusals);
}

/** Deletes the rejections of a token. */
export function forgetRefusals({ refusals }: MemoryState, id: string): void {
  for (const [key, { tokenId }] of refusals) if (tokenId === id) refusals.delete(key);
}
