import { isPromise } from '@lynk-auth/core';
import { type ClockReading, serves } from './clock-reading.ts';
import { type CheckedLookup, readLookupResult } from './lookup-result.ts';
import type { Source } from './source.ts';

/** The reads of the source. One that is under way is shared. */
export interface SourceReads {
  /** @throws What the source throws; where it answers later, the promise rejects. */
  read(
    key: string,
    token: string,
    digests: readonly Uint8Array[],
    at: ClockReading,
  ): CheckedLookup | Promise<CheckedLookup>;
  /** Something changed: what is under way may be of before, and is not kept. */
  detach(): void;
}

interface Flight {
  readonly sent: ClockReading;
  readonly result: Promise<CheckedLookup>;
  detached: boolean;
}

/**
 * Makes the reads of a source.
 *
 * @param joinMs How old a read may be that another verification joins, in milliseconds.
 * @param keep Is given what was read, at the moment when it comes in, unless it was detached.
 */
export function createSourceReads(
  source: Source,
  joinMs: number,
  keep: (key: string, checked: CheckedLookup, asked: ClockReading) => void,
): SourceReads {
  const flights = new Map<string, Flight>();
  /** All that are under way, also those that a newer one for the same token has superseded. */
  const pending = new Set<Flight>();

  return {
    read(key, token, digests, at) {
      const older = flights.get(key);
      if (older !== undefined && serves(older.sent, at, joinMs)) return older.result;
      const answer = source.lookup(token, digests);
      if (!isPromise(answer)) {
        const checked = readLookupResult(answer);
        keep(key, checked, at);
        return checked;
      }
      const land = () => {
        pending.delete(flight);
        if (flights.get(key) === flight) flights.delete(key);
      };
      const result = Promise.resolve(answer).then(
        (value) => {
          land();
          const checked = readLookupResult(value);
          // Here, and not by those who wait for it: they go on a little later, and a change may come between.
          if (!flight.detached) keep(key, checked, at);
          return checked;
        },
        (error: unknown) => {
          land();
          throw error;
        },
      );
      const flight: Flight = { sent: at, result, detached: false };
      pending.add(flight);
      flights.set(key, flight);
      return result;
    },
    detach() {
      for (const flight of pending) flight.detached = true;
    },
  };
}
