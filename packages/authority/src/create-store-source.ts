import { isPromise } from '@lynk-auth/core';
import type { Source } from '@lynk-auth/verifier';
import { judge } from './judge.ts';
import type { Store } from './store.ts';

/**
 * Makes the source that a verifier beside the store reads: one look-up, judged.
 *
 * @param store The store, for its `lookup` only.
 * @returns The source; synchronous where the store's look-up is.
 * @example
 * const verifier = createVerifier({ source: createStoreSource(store) });
 */
export function createStoreSource(store: Pick<Store, 'lookup'>): Source {
  return Object.freeze({
    lookup(_token: string, digests: readonly Uint8Array[]) {
      const found = store.lookup(digests);
      return isPromise(found) ? found.then(judge) : judge(found);
    },
  });
}
