/** Measures once. Returns the time per call, in nanoseconds. */
export type Turn = () => number | Promise<number>;

/**
 * Takes every measurement once per round, so that the load of the machine affects all of them alike. The order of each round
 * is random: a measurement also pays for the garbage of the previous one, which made a difference of a fifth.
 *
 * @param turns The measurements, by name.
 * @param rounds The number of rounds.
 * @param share The quantile to return. 0.2 suits short times, which other load only increases. 0.5 suits processor time,
 *   which includes occasional garbage collection.
 * @returns The quantile of each measurement.
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

/** Returns the items in random order. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
