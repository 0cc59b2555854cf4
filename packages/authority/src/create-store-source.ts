import { isPromise } from '@lynk-auth/core';
import type { Source } from '@lynk-auth/verifier';
import { evaluateToken } from './evaluate-token.ts';
import type { Store, TokenRecord } from './store.ts';

/** What of a store a verifier needs. */
type ReadStore = Pick<Store, 'leaseMs' | 'lookup' | 'changes' | 'apply'>;

/**
 * Makes the source that a verifier beside the store reads: one lookup, evaluated; kept for as long as
 * the store's change log says nothing else. The first use of a secret that a rotation made is
 * reported to the store, behind the answer.
 *
 * @param store The store.
 * @param clock Where the time of a first use comes from. Default: the system's.
 * @returns The source; synchronous where the store's lookup is.
 * @example
 * ```ts
 * import { createStoreSource, type Store } from '@lynk-auth/authority';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * declare const store: Store;
 *
 * const verifier = createVerifier({ source: createStoreSource(store) });
 * ```
 */
export function createStoreSource(store: ReadStore, clock: { wall(): number } = { wall: Date.now }): Source {
  const reporting = new Map<string, Promise<unknown>>();

  /** Where it fails, the secret stays pending, and its next use reports it. */
  const reportUse = ({ tokenId, organizationId }: TokenRecord, digest: Uint8Array) => {
    const key = `${tokenId}:${digest.join()}`;
    if (reporting.has(key)) return;
    const actor = { kind: 'token', id: tokenId } as const;
    const about = { organizationId, tokenId, actor, at: clock.wall(), digest };
    const report = store
      .apply({ type: 'activate_secret', ...about })
      .catch(() => undefined)
      .finally(() => reporting.delete(key));
    reporting.set(key, report);
  };
  const answer = (record: TokenRecord | null, digests: readonly Uint8Array[]) => {
    const evaluated = evaluateToken(record);
    // A record was found by one of the digests: the store knows by which.
    if (record?.secretPending && evaluated.ok) for (const digest of digests) reportUse(record, digest);
    return evaluated;
  };

  return Object.freeze<Source>({
    lookup(_token, digests) {
      const found = store.lookup(digests);
      return isPromise(found) ? found.then((record) => answer(record, digests)) : answer(found, digests);
    },
    freshness: { kind: 'log', leaseMs: store.leaseMs, changes: (after) => store.changes(after) },
    async flush() {
      await Promise.all(reporting.values());
    },
  });
}
