interface Flight<T> {
  readonly result: Promise<T>;
  /** Monotonic, in milliseconds. */
  readonly startedAt: number;
}

/** Options of {@link createSingleFlight}. */
interface SingleFlightOptions {
  /** The age from which a run is not joined any more, in milliseconds. */
  readonly maxAgeMs: number;
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
}

/** The runs in flight. Created by {@link createSingleFlight}. */
export interface SingleFlight<T> {
  /** Returns the newest run of this key, if it is still in flight and young enough to be joined. */
  find(key: string): Promise<T> | undefined;
  /** Starts a run, which replaces an older one of the same key. */
  start(key: string, run: () => Promise<T>): Promise<T>;
}

/**
 * Lets concurrent callers share one asynchronous run per key. A run is forgotten as soon as it settles, so
 * neither a result nor an error is cached.
 *
 * @param options How long a run can be joined. Default: until it settles.
 * @returns The runs in flight.
 */
export function createSingleFlight<T>(
  { maxAgeMs, now }: SingleFlightOptions = { maxAgeMs: Number.POSITIVE_INFINITY, now: () => 0 },
): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();
  return {
    find(key) {
      const flight = flights.get(key);
      return flight !== undefined && now() - flight.startedAt < maxAgeMs ? flight.result : undefined;
    },
    start(key, run) {
      // The age counts from before the run: what it reads may be as old as that.
      const startedAt = now();
      const flight: Flight<T> = { result: run(), startedAt };
      const forget = () => {
        // A newer run may have replaced this one.
        if (flights.get(key) === flight) flights.delete(key);
      };
      flights.set(key, flight);
      flight.result.then(forget, forget);
      return flight.result;
    },
  };
}
