import { inTurns } from './in-turns.ts';

/** A process that is ready to be measured. */
export interface Measurable {
  /** Makes some calls, and returns the processor nanoseconds per call. */
  measure(): Promise<number>;
  end(): void;
}

/** How often everything is measured. The processes of a generation run at the same time and are measured in turns. */
export interface Repetitions {
  readonly generations: number;
  readonly warmUp: number;
  readonly rounds: number;
}

/**
 * Measures variants of a program, each in its own process, in several generations of processes.
 *
 * @param variants Start the processes, by name.
 * @returns The median of each variant, for each generation.
 */
export async function inProcesses<Name extends string>(
  variants: Readonly<Record<Name, () => Promise<Measurable>>>,
  { generations, warmUp, rounds }: Repetitions,
): Promise<readonly Readonly<Record<Name, number>>[]> {
  const results: Readonly<Record<Name, number>>[] = [];
  for (let generation = 0; generation < generations; generation += 1) {
    const running = {} as Record<Name, Measurable>;
    try {
      for (const name in variants) running[name] = await variants[name]();
      const turns = {} as Record<Name, () => Promise<number>>;
      for (const name in running) turns[name] = running[name].measure;
      await inTurns(turns, warmUp);
      results.push(await inTurns(turns, rounds));
    } finally {
      for (const name in running) running[name].end();
    }
  }
  return results;
}
