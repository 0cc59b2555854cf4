import { isPromise } from '@lynk-auth/core';
import { type Judged, readAnswer } from './judge-answer.ts';
import { type Moment, serves } from './moment.ts';
import type { Source } from './source.ts';

/** The reads of the source. One that is under way is shared. */
export interface SourceReads {
  /** @throws What the source throws; where it answers later, the promise rejects. */
  read(key: string, token: string, digests: readonly Uint8Array[], at: Moment): Judged | Promise<Judged>;
  /** Something changed: what is under way may be of before, and is not kept. */
  detach(): void;
}

interface Flight {
  readonly sent: Moment;
  readonly landing: Promise<Judged>;
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
  keep: (key: string, judged: Judged, asked: Moment) => void,
): SourceReads {
  const flights = new Map<string, Flight>();
  /** All that are under way, also those that a newer one for the same token has superseded. */
  const airborne = new Set<Flight>();

  return {
    read(key, token, digests, at) {
      const older = flights.get(key);
      if (older !== undefined && serves(older.sent, at, joinMs)) return older.landing;
      const answer = source.lookup(token, digests);
      if (!isPromise(answer)) {
        const judged = readAnswer(answer);
        keep(key, judged, at);
        return judged;
      }
      const land = () => {
        airborne.delete(flight);
        if (flights.get(key) === flight) flights.delete(key);
      };
      const landing = Promise.resolve(answer).then(
        (value) => {
          land();
          const judged = readAnswer(value);
          // Here, and not by those who wait for it: they go on a little later, and a change may come between.
          if (!flight.detached) keep(key, judged, at);
          return judged;
        },
        (error: unknown) => {
          land();
          throw error;
        },
      );
      const flight: Flight = { sent: at, landing, detached: false };
      airborne.add(flight);
      flights.set(key, flight);
      return landing;
    },
    detach() {
      for (const flight of airborne) flight.detached = true;
    },
  };
}
