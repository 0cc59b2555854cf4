import type { PatchedCode } from './load-patched.ts';
import { type DatabaseRules, runFailover } from './run-failover.ts';

/** The rules that the stores of @lynk-auth/sql follow with `failover`. */
export const shippedRules: DatabaseRules = { isFenced: true, rejectsStandby: true };

/** Runs failovers and restores until one has a violation. Returns its seed, or `null`, and how many tokens were accepted. */
export async function findViolation(
  code: PatchedCode,
  runs: number,
  rules: DatabaseRules = shippedRules,
): Promise<{ readonly seed: number | null; readonly accepted: number }> {
  let accepted = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const report = await runFailover(code, seed, rules);
    accepted += report.accepted;
    if (report.violations > 0) return { seed, accepted };
  }
  return { seed: null, accepted };
}
