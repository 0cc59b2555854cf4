/**
 * Creates a CLOCK hand: it walks round a map in the order of insertion and continues where it stopped.
 * Restarting at the front each time would walk over the gaps of all entries that were deleted there.
 *
 * @param map A map that is not empty when the hand moves.
 * @returns A function that returns the next entry at each call.
 */
export function createClockHand<K, V>(map: ReadonlyMap<K, V>): () => [K, V] {
  let round = map.entries();
  return () => {
    for (;;) {
      const { done, value } = round.next();
      if (done !== true) return value;
      round = map.entries();
    }
  };
}
