import { describe, expect, it } from 'vitest';
import { findViolation, shippedRules } from './find-violation.ts';
import { loadPatched, type Patch } from './load-patched.ts';
import type { DatabaseRules } from './run-failover.ts';

/** `npm run test:soak` runs more: see failover.soak.ts. */
const RUNS = 2000;
/** A removed rule has to show within this many runs. */
const ATTEMPTS = 3000;

it(`accepts no revoked token in ${RUNS} simulated failovers and restores`, { timeout: 600_000 }, async () => {
  const { seed, accepted } = await findViolation(await loadPatched(), RUNS);
  expect(seed).toBeNull();
  expect(accepted).toBeGreaterThan(10 * RUNS);
});

/** Each patch removes one rule. */
const patches: Readonly<Record<string, Patch>> = {
  '7: a token that is not cached is looked up only under a lease': {
    file: 'create-verifier.ts',
    from: "if (state === 'unproven') return continueWithProof(call, readSource);",
    to: '',
  },
  '8: the newest row that is known is there under the same mark': {
    file: 'lease/lease.ts',
    from: 'if (page[index]?.mark !== known.mark) return null;',
    to: 'if (index < 0) return null;',
  },
  'a response of a lower timeline is not used': {
    file: 'create-timeline-guard.ts',
    from: 'if (timeline === null || timeline < highest) return false;',
    to: '',
  },
};
const databases: Readonly<Record<string, DatabaseRules>> = {
  'a read of the log is a synchronous commit': { ...shippedRules, isFenced: false },
  'a standby raises an error': { ...shippedRules, rejectsStandby: false },
};

describe('finds a violation without the rule that', () => {
  it.each(Object.entries(patches))('%s', { timeout: 300_000 }, async (_, patch) => {
    expect((await findViolation(await loadPatched(patch), ATTEMPTS)).seed).not.toBeNull();
  });
  it.each(Object.entries(databases))('%s', { timeout: 300_000 }, async (_, rules) => {
    expect((await findViolation(await loadPatched(), ATTEMPTS, rules)).seed).not.toBeNull();
  });
});
