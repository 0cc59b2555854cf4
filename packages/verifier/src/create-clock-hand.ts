/**
 * Makes a hand that goes round a map in the order of insertion, for ever: where it was, it goes on.
 * To begin at the front each time would walk over the gaps of all that was deleted there.
 *
 * @param map It must not be empty when the hand moves.
 * @returns The next entry, at each call.
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
