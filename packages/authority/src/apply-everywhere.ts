import type { ApplyOutcome, Command } from './command.ts';
import type { Store } from './store.ts';
import { waitForLease } from './wait-for-lease.ts';

/**
 * Carries out a command that takes something away, and waits until it holds everywhere: no
 * verification that begins when this has resolved goes by what was before, in any process that
 * reads the same store.
 *
 * @param store The store.
 * @param command For example `revoke_token`, `suspend_token`, `remove_member`.
 * @returns What came of it. It takes one lease of the store longer than `store.apply`, also where
 *   nothing was to be done any more; a failure is given at once.
 * @example
 * ```ts
 * import { type ActorRef, applyEverywhere, type Store } from '@lynk-auth/authority';
 *
 * declare const store: Store;
 * declare const organizationId: string;
 * declare const tokenId: string;
 * declare const actor: ActorRef;
 *
 * await applyEverywhere(store, { type: 'suspend_token', organizationId, tokenId, actor, at: Date.now() });
 * ```
 */
export async function applyEverywhere<C extends Command>(
  store: Pick<Store, 'apply' | 'leaseMs'>,
  command: C,
): Promise<ApplyOutcome<C>> {
  const outcome = await store.apply(command);
  if (outcome.ok) await waitForLease(store.leaseMs);
  return outcome;
}
