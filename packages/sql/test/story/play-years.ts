import type { Store } from '@lynk-auth/authority';
import { planYear } from './plan-year.ts';
import { playYear, type YearReport } from './play-year.ts';
import type { Code } from './start-story.ts';

/** Which years are played: one for each seed. */
export interface Years {
  readonly seeds: readonly number[];
  readonly steps: number;
}

/**
 * Plays years, and adds up what happened.
 *
 * @throws {Error} if a year differs from the model. The message names the seed that repeats it.
 */
export async function playYears(
  code: Code,
  openStore: () => Promise<Store>,
  { seeds, steps }: Years,
): Promise<YearReport> {
  const total = { accepted: 0, rejected: 0, lookups: 0, succeeded: {}, failed: {} };
  for (const seed of seeds) {
    const report = await playYear(code, openStore, planYear(seed, steps)).catch((error) => {
      throw new Error(`Seed ${seed}, ${steps} steps: ${error.message}`, { cause: error });
    });
    total.accepted += report.accepted;
    total.rejected += report.rejected;
    total.lookups += report.lookups;
    addCounts(total.succeeded, report.succeeded);
    addCounts(total.failed, report.failed);
  }
  return total;
}

function addCounts(total: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
}

/** Returns the seeds from 1 to a number. */
export const firstSeeds = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => at + 1);
