import { expect, it } from 'vitest';
import { findViolation } from './find-violation.ts';
import { loadPatched } from './load-patched.ts';

const RUNS = 30_000;

it(`accepts no revoked token in ${RUNS} simulated failovers and restores`, {
  timeout: 3_600_000,
}, async () => {
  const { seed, accepted } = await findViolation(await loadPatched(), RUNS);
  expect(seed).toBeNull();
  expect(accepted).toBeGreaterThan(10 * RUNS);
});
