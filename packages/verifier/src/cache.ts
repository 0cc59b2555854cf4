import type { Change } from './changes.ts';
import { type ClockReading, isWithin } from './clock-reading.ts';
import { createEntryCache, type EntryCache } from './entry-cache.ts';
import { createLease, type Lease } from './lease.ts';
import { createNegativeCache, type NegativeCache } from './negative-cache.ts';
import type { Freshness, Source } from './source.ts';
import { createSourceReads, type SourceReads } from './source-reads.ts';

/** What is kept of a source's answers, and for how long it may be gone by. */
export interface Cache {
  readonly reads: SourceReads;
  /** `null` where nothing is kept. */
  readonly kept: { readonly entries: EntryCache; readonly unknown: NegativeCache } | null;
  /**
   * Whether what was asked for at a moment may be answered now: `half` of that time is spent, `unproven`:
   * not before there is proof, `over`: never again.
   */
  check(asked: ClockReading, monotonic: number, wall: number): ReturnType<Lease['check']> | 'over';
  /** Gets proof for a verification that began at a moment. */
  readonly prove: Lease['prove'];
}

/** Makes the cache of one verifier; `maxEntries: 0` keeps nothing. */
export function createCache(source: Source, maxEntries: number): Cache {
  const { freshness } = source;
  if (freshness === undefined || maxEntries === 0) {
    const reads = createSourceReads(source, 0, () => undefined);
    return { reads, kept: null, check: () => 'over', prove: () => null };
  }
  const entries = createEntryCache(maxEntries);
  const unknown = createNegativeCache(
    freshness.kind === 'bounded' ? joinMs(freshness) : Number.POSITIVE_INFINITY,
  );
  const kept = { entries, unknown };
  const reads = createSourceReads(source, joinMs(freshness), (key, checked, asked) => {
    if (!checked.cacheable) return;
    if (checked.accepted === null) unknown.add(key, asked.monotonic);
    else if (asked.wall < checked.accepted.validUntil) entries.add(key, { ...checked.accepted, asked });
  });
  if (freshness.kind === 'fixed') return { reads, kept, check: () => 'proven', prove: () => null };
  if (freshness.kind === 'bounded') {
    const bound = freshness.maxStalenessSeconds * 1000;
    const check = (asked: ClockReading, monotonic: number, wall: number) =>
      isWithin(asked, monotonic, wall, bound) ? 'proven' : 'over';
    return { reads, kept, check, prove: () => null };
  }
  const lease = createLease(freshness, {
    changed(changes: readonly Change[]) {
      for (const change of changes) entries.drop(change);
      unknown.clear();
      reads.detach();
    },
    reset() {
      entries.clear();
      unknown.clear();
      reads.detach();
    },
  });
  return {
    reads,
    kept,
    check: (_asked, monotonic, wall) => lease.check(monotonic, wall),
    prove: lease.prove,
  };
}

/** How old a read of the source may be that another verification joins, in milliseconds. */
function joinMs(freshness: Freshness): number {
  if (freshness.kind === 'fixed') return Number.POSITIVE_INFINITY;
  return freshness.kind === 'log' ? freshness.leaseMs : freshness.maxStalenessSeconds * 1000;
}
