import { measure } from 'mitata';

const ROUNDS = 7;

/**
 * Measures several functions in turns, so that whatever else the machine does meets all of them,
 * and takes the best median of each.
 *
 * @param functions What is measured, by name.
 * @returns Nanoseconds a call, by name.
 */
export async function compare<Name extends string>(
  functions: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const best = {} as Record<Name, number>;
  const entries = Object.entries(functions) as [Name, () => unknown][];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, call] of entries) {
      const { p50 } = await measure(call, { min_cpu_time: 60e6 });
      best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, p50);
    }
  }
  return best;
}
