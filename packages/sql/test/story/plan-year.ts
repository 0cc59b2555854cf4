import { createChoices } from './choices.ts';
import type { PlannedStep } from './play-year.ts';
import { weightedNames } from './steps/steps.ts';

/** Plans a year with a number of steps, which a seed determines. */
export function planYear(seed: number, steps: number): readonly PlannedStep[] {
  const { pick, integer } = createChoices(seed);
  return Array.from({ length: steps }, () => ({ name: pick(weightedNames), seed: integer(2 ** 31) }));
}
