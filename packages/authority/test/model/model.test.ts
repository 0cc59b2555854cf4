import { describe, expect, it } from 'vitest';
import { type Code, loadPatched, type Patch } from './load-patched.ts';
import { type RunReport, runModel } from './run-model.ts';

const RUNS = 20_000;
/** So many runs are given to a broken rule to show itself. */
const ATTEMPTS = 6000;
const FIRST_SEED = 1;

async function runMany(code: Code, runs: number, enough: (total: RunReport) => boolean): Promise<RunReport> {
  const total = { violations: 0, verifications: 0, accepted: 0, fromMemory: 0, revocations: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + runs && !enough(total); seed += 1) {
    const report = await runModel(code, seed);
    for (const key of Object.keys(total) as (keyof RunReport)[]) total[key] += report[key];
    if (report.violations > 0 && total.violations === report.violations) firstSeeds.set(code, seed);
  }
  return total;
}
const firstSeeds = new Map<Code, number>();

it(`in ${RUNS} fixtures nothing is accepted that was revoked before it was asked`, {
  timeout: 600_000,
}, async () => {
  const code = await loadPatched();
  const total = await runMany(code, RUNS, () => false);
  expect({ violations: total.violations, seed: firstSeeds.get(code) }).toEqual({
    violations: 0,
    seed: undefined,
  });
  // Otherwise this has shown nothing: the cache is on, and tokens are accepted from it.
  expect(total.revocations).toBe(2 * RUNS);
  expect(total.accepted / total.verifications).toBeGreaterThan(0.2);
  expect(total.fromMemory / total.accepted).toBeGreaterThan(0.3);
});

/** Each takes one rule out of the code that ships. */
const rules: Readonly<Record<string, Patch>> = {
  '1: an entry answers only under a lease': {
    file: 'cache.ts',
    from: 'check: (_asked, monotonic, wall) => lease.check(monotonic, wall),',
    to: "check: () => 'proven',",
  },
  '2: the age of the proof counts from before the reading was sent': {
    file: 'lease.ts',
    from: 'if (sent.monotonic >= proof.monotonic) proof = sent;',
    to: 'proof = globalThis.modelMoment();',
  },
  '2: a wall clock that goes back, or leaps, voids it': {
    file: 'clock-reading.ts',
    from: 'return age >= 0 && age < milliseconds && wallAge >= 0 && wallAge < milliseconds;',
    to: 'return age >= 0 && age < milliseconds;',
  },
  '3: changes drop the entries that they name': {
    file: 'cache.ts',
    from: 'for (const change of changes) entries.drop(change);',
    to: '',
  },
  '3: changes detach every read that is under way': {
    file: 'source-reads.ts',
    from: 'for (const flight of pending) flight.detached = true;',
    to: '',
  },
  '4: a read is joined only if it was sent less than a lease ago': {
    file: 'source-reads.ts',
    from: 'if (older !== undefined && serves(older.sent, at, joinMs)) return older.result;',
    to: 'if (older !== undefined) return older.result;',
  },
  '5: so is a read that a newer one has superseded': {
    file: 'source-reads.ts',
    from: 'for (const flight of pending) flight.detached = true;',
    to: 'for (const flight of flights.values()) flight.detached = true;',
  },
  '6: a revocation resolves a lease after its commit': {
    file: 'wait-for-lease.ts',
    from: 'leaseMs * 1.02 + 2',
    to: '0',
  },
};

describe('the model finds it when a rule is taken out', () => {
  it.each(Object.entries(rules))('%s', { timeout: 300_000 }, async (_, patch) => {
    const total = await runMany(await loadPatched(patch), ATTEMPTS, ({ violations }) => violations > 0);
    expect(total.violations).toBeGreaterThan(0);
  });
});

it('a patch that fits nowhere, or twice, is refused', async () => {
  await expect(loadPatched({ file: 'lease.ts', from: 'no such text', to: '' })).rejects.toThrow('0 times');
  await expect(loadPatched({ file: 'lease.ts', from: 'proof', to: '' })).rejects.toThrow('times');
});
