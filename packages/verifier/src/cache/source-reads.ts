import { isPromise } from '@lynk-auth/core/internal';
import type { VerifyContext } from '@lynk-auth/core/server';
import { type ClockReading, canJoin } from '../lease/clock-reading.ts';
import { type CheckedLookup, readLookupResult } from '../source/read-lookup-result.ts';
import type { Source } from '../source/source.ts';

/** The reads of a source. Concurrent reads of one token are shared. */
export interface SourceReads {
  /**
   * Reads a token, or joins a read that is in flight.
   *
   * @param began When the verification began, and its request.
   * @throws Whatever the source throws. If the source is asynchronous, the promise rejects instead.
   */
  read(
    key: string,
    token: string,
    digests: readonly Uint8Array[],
    began: ReadStart,
  ): CheckedLookup | Promise<CheckedLookup>;
  /** Detaches every read in flight after a change: its result may predate the change and is not cached. */
  detachInFlight(): void;
}

/** When a verification began, and its request. */
interface ReadStart extends ClockReading {
  readonly context: VerifyContext | undefined;
}

interface InFlightRead {
  readonly sent: ClockReading;
  readonly result: Promise<CheckedLookup>;
  detached: boolean;
}

/**
 * Creates the reads of a source.
 *
 * @param joinMs How old a read may be for another verification to join it, in milliseconds.
 * @param fillCache Receives each result as soon as it arrives, unless its read was detached.
 */
export function createSourceReads(
  source: Source,
  joinMs: number,
  fillCache: (key: string, lookup: CheckedLookup, readAt: ClockReading) => void,
): SourceReads {
  const newestByKey = new Map<string, InFlightRead>();
  /** All reads in flight. Rule 5 of the lease: those that a newer read of the same token superseded, too. */
  const inFlight = new Set<InFlightRead>();

  return {
    read(key, token, digests, began) {
      const newest = newestByKey.get(key);
      // Rule 4 of the lease.
      if (newest !== undefined && canJoin(newest.sent, began, joinMs)) return newest.result;
      // A copy: the verification that began holds the token, which must not stay in the cache.
      const readAt: ClockReading = { monotonic: began.monotonic, wall: began.wall };
      const found = source.lookup(token, digests, began.context);
      if (!isPromise(found)) {
        const lookup = readLookupResult(found);
        fillCache(key, lookup, readAt);
        return lookup;
      }
      const remove = () => {
        inFlight.delete(read);
        if (newestByKey.get(key) === read) newestByKey.delete(key);
      };
      const result = Promise.resolve(found).then(
        (value) => {
          remove();
          const lookup = readLookupResult(value);
          // Filled here and not by the callers: they resume a little later, and a change may come in between.
          if (!read.detached) fillCache(key, lookup, readAt);
          return lookup;
        },
        (error: unknown) => {
          remove();
          throw error;
        },
      );
      const read: InFlightRead = { sent: readAt, result, detached: false };
      inFlight.add(read);
      newestByKey.set(key, read);
      return result;
    },
    detachInFlight() {
      for (const read of inFlight) read.detached = true;
    },
  };
}
