import { describe, expect, it } from 'vitest';
import type { RunReport } from './create-counted-verifier.ts';
import { loadPatched, type Patch, type PatchedCode } from './load-patched.ts';
import { runModel } from './run-model.ts';

const RUNS = 20_000;
/** A removed rule has to show within this many runs. */
const ATTEMPTS = 6000;
const FIRST_SEED = 1;

async function runMany(
  code: PatchedCode,
  runs: number,
  enough: (total: RunReport) => boolean,
): Promise<RunReport> {
  const total = { violations: 0, verifications: 0, accepted: 0, fromCache: 0, revocations: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + runs && !enough(total); seed += 1) {
    const report = await runModel(code, seed);
    for (const key of Object.keys(total) as (keyof RunReport)[]) total[key] += report[key];
    if (report.violations > 0 && total.violations === report.violations) firstSeeds.set(code, seed);
  }
  return total;
}
const firstSeeds = new Map<PatchedCode, number>();

it(`accepts no token in ${RUNS} simulated runs once its revocation has resolved`, {
  timeout: 600_000,
}, async () => {
  const code = await loadPatched();
  const total = await runMany(code, RUNS, () => false);
  expect({ violations: total.violations, seed: firstSeeds.get(code) }).toEqual({
    violations: 0,
    seed: undefined,
  });
  // The runs prove something only if the cache is on and accepts tokens.
  expect(total.revocations).toBe(2 * RUNS);
  expect(total.accepted / total.verifications).toBeGreaterThan(0.2);
  expect(total.fromCache / total.accepted).toBeGreaterThan(0.3);
});

/** Each patch removes one rule of the lease: see lease/lease.ts of @lynk-auth/verifier. */
const rules: Readonly<Record<string, Patch>> = {
  '1: a cache entry is valid only under a lease': {
    file: 'cache/cache.ts',
    from: 'checkFreshness: (_readAt, monotonic, wall) => lease.checkProof(monotonic, wall),',
    to: "checkFreshness: () => 'proven',",
  },
  '2: the age of the proof counts from before the read was sent': {
    file: 'lease/lease.ts',
    from: 'if (sent.monotonic >= proof.monotonic) proof = sent;',
    to: 'proof = globalThis.readModelClock();',
  },
  '2: a wall clock that steps back or jumps ahead voids the proof': {
    file: 'lease/clock-reading.ts',
    from: 'return age >= 0 && age < milliseconds && wallAge >= 0 && wallAge < milliseconds;',
    to: 'return age >= 0 && age < milliseconds;',
  },
  '3: changes drop the entries that they name': {
    file: 'cache/cache.ts',
    from: 'for (const change of changes) accepted.invalidate(change);',
    to: '',
  },
  '3: changes detach every source read in flight': {
    file: 'cache/source-reads.ts',
    from: 'for (const read of inFlight) read.detached = true;',
    to: '',
  },
  '4: a source read is joined only if it was sent less than a lease ago': {
    file: 'cache/source-reads.ts',
    from: 'if (newest !== undefined && canJoin(newest.sent, began, joinMs)) return newest.result;',
    to: 'if (newest !== undefined) return newest.result;',
  },
  '5: changes detach a source read that a newer one superseded, too': {
    file: 'cache/source-reads.ts',
    from: 'for (const read of inFlight) read.detached = true;',
    to: 'for (const read of newestByKey.values()) read.detached = true;',
  },
  '6: a revocation resolves one lease after its commit': {
    file: 'wait-for-lease.ts',
    from: 'leaseMs * 1.02 + 2',
    to: '0',
  },
};

describe('finds a violation once a rule is removed', () => {
  it.each(Object.entries(rules))('%s', { timeout: 300_000 }, async (_, patch) => {
    const total = await runMany(await loadPatched(patch), ATTEMPTS, ({ violations }) => violations > 0);
    expect(total.violations).toBeGreaterThan(0);
  });
});

it('rejects a patch that does not occur exactly once', async () => {
  await expect(loadPatched({ file: 'lease/lease.ts', from: 'no such text', to: '' })).rejects.toThrow(
    '0 times',
  );
  await expect(loadPatched({ file: 'lease/lease.ts', from: 'proof', to: '' })).rejects.toThrow('times');
});
