import type { Sample } from './row.ts';
import { startChild } from './start-child.ts';

/** As many as the interval of a median needs. */
const PROCESSES = 7;

/**
 * Runs a program that prints one sample of each of its rows, several times. Each process compiles and lays out the same
 * program a little differently, which a longer measurement in one process would not show.
 *
 * @returns The samples, by name of the row.
 */
export async function inChildren(
  ...program: Parameters<typeof startChild>
): Promise<Readonly<Record<string, readonly Sample[]>>> {
  const samples: Record<string, Sample[]> = {};
  for (let count = 0; count < PROCESSES; count += 1) {
    const child = startChild(...program);
    const measured = await child.next<Record<string, Sample>>();
    child.end();
    for (const [name, sample] of Object.entries(measured)) {
      samples[name] ??= [];
      samples[name].push(sample);
    }
  }
  return samples;
}
