import type { ApplyOutcome, Command } from './command.ts';
import { readLease } from './read-lease.ts';
import type { Store } from './store.ts';
import { waitForLease } from './wait-for-lease.ts';

/**
 * Applies a command that removes permissions, and waits until it holds in every process: no verification that
 * begins after this has resolved uses the state before the command, in any process that reads the same store.
 *
 * @param store The store.
 * @param command For example `revoke_token`, `suspend_token`, `remove_member`.
 * @returns The outcome. A success takes one lease of the store longer than `store.apply`, even if the command
 *   changed nothing; a failure resolves at once.
 * @throws {LynkConfigurationError} if the store states no lease; the command was not applied.
 * @example
 * ```ts
 * import { applyAndWait, createMemoryStore } from '@lynk-auth/authority';
 *
 * await applyAndWait(createMemoryStore(), {
 *   type: 'suspend_token',
 *   organizationId: 'acme',
 *   tokenId: '6f0c9c1e-2d5b-4a58-9a37-0f3a4b1c2d3e',
 *   actor: { kind: 'system', id: null },
 *   at: Date.now(),
 * });
 * ```
 */
export async function applyAndWait<C extends Command>(
  store: Pick<Store, 'apply' | 'leaseMs'>,
  command: C,
): Promise<ApplyOutcome<C>> {
  const leaseMs = readLease('applyAndWait', store);
  const outcome = await store.apply(command);
  if (outcome.ok) await waitForLease(leaseMs);
  return outcome;
}
