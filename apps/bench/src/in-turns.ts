/** Measures once; what it gives is a time a call, in nanoseconds. */
export type Turn = () => number | Promise<number>;

/**
 * Lets each measurement have its turn in every round, so that whatever else the machine does meets all of
 * them alike. Their order is drawn by lot each round: who comes behind a wasteful one clears up after it, which
 * made a difference of a fifth.
 *
 * @param turns The measurements, by name.
 * @param rounds How often each is taken.
 * @param share Which part of the turns did not exceed what is given. A fifth for a short time, which all else that
 *   the machine does only lengthens. A half for processor time: it has the collector's in it, which comes now and then.
 * @returns Of each, that time.
 */
export async function inTurns<Name extends string>(
  turns: Readonly<Record<Name, Turn>>,
  rounds: number,
  share = 0.2,
): Promise<Readonly<Record<Name, number>>> {
  const taken = Object.entries<Turn>(turns).map(([name, turn]) => ({ name, turn, times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { turn, times } of shuffled(taken)) times.push(await turn());
  }
  const costs = taken.map(({ name, times }) => {
    const sorted = times.sort((one, other) => one - other);
    return [name, sorted[Math.floor(rounds * share)] ?? Number.NaN] as const;
  });
  return Object.fromEntries(costs) as Record<Name, number>;
}

/** The same, in an order that is drawn by lot. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const lots = items.map((item) => ({ item, lot: Math.random() }));
  return lots.sort((one, other) => one.lot - other.lot).map(({ item }) => item);
}
