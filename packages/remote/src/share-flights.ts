import type { LookupResult } from '@lynk-auth/verifier';

interface Flight {
  readonly answer: Promise<LookupResult>;
  /** Monotonic, in milliseconds: before anything was sent. */
  readonly since: number;
}

/** Begins a lookup, or joins another's. */
type Share = (token: string, begin: () => Promise<LookupResult>) => Promise<LookupResult>;

/**
 * Has lookups of one token that come at the same time share one request. One that is as old as an
 * answer may get is not joined: what it finds may be older than that.
 *
 * @param maxAgeMs The age from which on a request is not joined, in milliseconds.
 * @param now A monotonic clock, in milliseconds.
 */
export function shareFlights(maxAgeMs: number, now: () => number): Share {
  const flights = new Map<string, Flight>();

  return (token, begin) => {
    const since = now();
    const joined = flights.get(token);
    if (joined !== undefined && since - joined.since < maxAgeMs) return joined.answer.then(asJoined);

    const flight: Flight = { answer: begin(), since };
    const land = () => {
      // A newer one may have taken its place.
      if (flights.get(token) === flight) flights.delete(token);
    };
    flights.set(token, flight);
    flight.answer.then(land, land);
    return flight.answer;
  };
}

/**
 * Who asked first keeps the answer, and counts its age from then. Who joined would count from later,
 * and so keep it for longer than it may be kept.
 */
const asJoined = (answer: LookupResult): LookupResult =>
  answer.ok ? { ...answer, cacheable: false } : answer;
