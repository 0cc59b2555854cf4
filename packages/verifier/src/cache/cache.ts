// cache/: the cached lookup results, and the source reads that fill it.

import { type ClockReading, isWithin } from '../lease/clock-reading.ts';
import { createLease, type Lease, type ProofState } from '../lease/lease.ts';
import type { Change } from '../source/change-log.ts';
import type { Freshness, Source } from '../source/source.ts';
import { createEntryCache, type EntryCache } from './entry-cache.ts';
import { createNegativeCache, type NegativeCache } from './negative-cache.ts';
import { createSourceReads, type SourceReads } from './source-reads.ts';

/** Caches lookup results and decides how long they are valid. */
export interface Cache {
  readonly reads: SourceReads;
  /** `null` if the cache is off. */
  readonly contents: { readonly accepted: EntryCache; readonly unknown: NegativeCache } | null;
  /**
   * Returns whether a result may be used now. `half_spent`: yes, and its proof is due for renewal;
   * `unproven`: only after {@link Cache.obtainProof}; `expired`: never again.
   *
   * @param readAt When the result was requested from the source.
   */
  checkFreshness(readAt: ClockReading, monotonic: number, wall: number): ProofState | 'expired';
  /** Obtains proof, for a verification, that the cached results are up to date. */
  readonly obtainProof: Lease['obtainProof'];
}

/**
 * Creates the cache of one verifier.
 *
 * @param source The source, and its validated freshness.
 * @param maxEntries How many accepted tokens it holds. With 0 it is off, and only the lease of a change log remains.
 * @param keepsMemory Whether the process lives longer than a request. Otherwise it cannot keep a proof.
 */
export function createCache(
  { source, freshness }: { readonly source: Source; readonly freshness: Freshness | undefined },
  maxEntries: number,
  keepsMemory: boolean,
): Cache {
  const isOff = maxEntries === 0;
  if (freshness === undefined || (isOff && (freshness.kind !== 'log' || !keepsMemory))) {
    const reads = createSourceReads(source, 0, () => undefined);
    return { reads, contents: null, checkFreshness: () => 'expired', obtainProof: () => null };
  }
  const accepted = createEntryCache(maxEntries);
  const unknown = createNegativeCache(
    freshness.kind === 'bounded' ? joinMs(freshness) : Number.POSITIVE_INFINITY,
  );
  const contents = isOff ? null : { accepted, unknown };
  const reads = createSourceReads(source, isOff ? 0 : joinMs(freshness), (key, lookup, readAt) => {
    if (isOff || !lookup.cacheable) return;
    if (lookup.accepted === null) unknown.add(key, readAt.monotonic);
    else if (readAt.wall < lookup.accepted.validUntil) accepted.add(key, { ...lookup.accepted, readAt });
  });
  if (freshness.kind === 'fixed') {
    return { reads, contents, checkFreshness: () => 'proven', obtainProof: () => null };
  }
  if (freshness.kind === 'bounded') {
    const bound = freshness.maxStalenessSeconds * 1000;
    const checkFreshness = (readAt: ClockReading, monotonic: number, wall: number) =>
      isWithin(readAt, monotonic, wall, bound) ? 'proven' : 'expired';
    return { reads, contents, checkFreshness, obtainProof: () => null };
  }
  const lease = createLease(freshness, {
    // Rule 3 of the lease: see lease/lease.ts.
    onChanges(changes: readonly Change[]) {
      for (const change of changes) accepted.invalidate(change);
      unknown.clear();
      reads.detachInFlight();
    },
    onReset() {
      accepted.clear();
      unknown.clear();
      reads.detachInFlight();
    },
  });
  return {
    reads,
    contents,
    // Rule 1 of the lease.
    checkFreshness: (_readAt, monotonic, wall) => lease.checkProof(monotonic, wall),
    obtainProof: lease.obtainProof,
  };
}

/** How old a source read may be for another verification to join it, in milliseconds. */
function joinMs(freshness: Freshness): number {
  if (freshness.kind === 'fixed') return Number.POSITIVE_INFINITY;
  return freshness.kind === 'log' ? freshness.leaseMs : freshness.maxStalenessSeconds * 1000;
}
