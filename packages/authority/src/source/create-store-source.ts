// source/: what a verifier reads, a record of the store evaluated to a principal.

import { isPromise } from '@lynk-auth/core/internal';
import type { Source } from '@lynk-auth/verifier';
import { assertLease } from '../store/assert-lease.ts';
import type { Store, TokenRecord } from '../store/store.ts';
import { evaluateToken } from './evaluate-token.ts';

/** The part of a store that a verifier needs. */
type ReadStore = Pick<Store, 'leaseMs' | 'lookup' | 'changes' | 'apply'>;

/**
 * Creates the source for a verifier beside the store. Each lookup reads and evaluates one record, which may
 * be cached until the store's change log names it. The first use of a rotated secret is reported to the store
 * in the background.
 *
 * @param store The store.
 * @param clock The clock for the time of a first use. Default: the system's.
 * @returns The source; synchronous if the store's lookup is.
 * @throws {LynkConfigurationError} if the store states no lease.
 * @example
 * ```ts
 * import { createMemoryStore, createStoreSource } from '@lynk-auth/authority';
 * import { createVerifier } from '@lynk-auth/verifier';
 *
 * const verifier = createVerifier({ source: createStoreSource(createMemoryStore()) });
 * ```
 */
export function createStoreSource(store: ReadStore, clock: { wall(): number } = { wall: Date.now }): Source {
  assertLease('createStoreSource', store);
  const reports = new Map<string, Promise<unknown>>();

  /** If the report fails, the secret stays pending, and its next use is reported. */
  const reportFirstUse = ({ tokenId, organizationId }: TokenRecord, digest: Uint8Array) => {
    const key = `${tokenId}:${digest.join()}`;
    if (reports.has(key)) return;
    const actor = { kind: 'token', id: tokenId } as const;
    const details = { organizationId, tokenId, actor, at: clock.wall(), digest };
    const report = store
      .apply({ type: 'activate_secret', ...details })
      .catch(() => undefined)
      .finally(() => reports.delete(key));
    reports.set(key, report);
  };
  const evaluate = (record: TokenRecord | null, digests: readonly Uint8Array[]) => {
    const evaluated = evaluateToken(record);
    // One of the digests found the record. The store knows which one.
    if (record?.secretPending && evaluated.ok) {
      for (const digest of digests) reportFirstUse(record, digest);
    }
    return evaluated;
  };

  return Object.freeze<Source>({
    lookup(_token, digests) {
      const found = store.lookup(digests);
      return isPromise(found) ? found.then((record) => evaluate(record, digests)) : evaluate(found, digests);
    },
    freshness: { kind: 'log', leaseMs: store.leaseMs, changes: (from) => store.changes(from) },
    async flush() {
      await Promise.all(reports.values());
    },
  });
}
