/** Measures once. Returns the cost of a call. */
export type Turn = () => number | Promise<number>;

/**
 * Takes every measurement once per round, so that the load of the machine affects all of them alike. The order of each
 * round is random: a measurement also pays for the garbage of the previous one, which made a difference of a fifth.
 *
 * @param turns The measurements, by name.
 * @param rounds The number of rounds.
 * @returns The median of each measurement.
 */
export async function inTurns<Name extends string>(
  turns: Readonly<Record<Name, Turn>>,
  rounds: number,
): Promise<Readonly<Record<Name, number>>> {
  const taken = Object.entries<Turn>(turns).map(([name, turn]) => ({ name, turn, costs: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { turn, costs } of shuffled(taken)) costs.push(await turn());
  }
  return Object.fromEntries(taken.map(({ name, costs }) => [name, median(costs)])) as Record<Name, number>;
}

/** Returns the median of some numbers. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN;

/** Returns the items in random order. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
}
