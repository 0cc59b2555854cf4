import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { now, type OutcomeCounts, type VerifierProcess, type VerifyResponse } from './start-verifier.ts';
import type { TestToken } from './test-tokens.ts';

/** Adds tokens to the load of all processes. Resolves after each process has verified each token once. */
export async function load(
  verifiers: readonly VerifierProcess[],
  testTokens: readonly TestToken[],
): Promise<void> {
  const requests = Object.fromEntries(testTokens.map(({ id, request }) => [id, request]));
  await Promise.all(verifiers.map((verifier) => verifier.load(requests)));
}

/** Verifies a token once more in each process, and removes it from the load. */
export function endLoad(
  verifiers: readonly VerifierProcess[],
  { id, request }: TestToken,
): Promise<readonly { readonly after: VerifyResponse; readonly accepted: OutcomeCounts['accepted'] }[]> {
  return Promise.all(
    verifiers.map(async (verifier) => {
      let after = await verifier.verify(request);
      // The process cannot reach the database yet.
      while (after.outcome === 'unavailable') after = await verifier.verify(request);
      const { accepted } = await verifier.unload(id);
      return { after, accepted };
    }),
  );
}

/**
 * Removes a token from the load. Expects each process to have accepted it, but in no verification that started after
 * `since`.
 */
export async function expectRejectedSince(
  verifiers: readonly VerifierProcess[],
  testToken: TestToken,
  since: number,
): Promise<void> {
  for (const { after, accepted } of await endLoad(verifiers, testToken)) {
    expect(after.startedAt).toBeGreaterThan(since);
    expect(['invalid_token', 'not_allowed']).toContain(after.outcome);
    expect(accepted?.count).toBeGreaterThan(0);
    expect(accepted?.lastStartedAt).toBeLessThan(since);
  }
}

/** Restricts a token under load, and expects every process to reject it as soon as the restriction has resolved. */
export async function restrictUnderLoad(
  { store, verifiers }: { readonly store: Store; readonly verifiers: readonly VerifierProcess[] },
  testToken: TestToken,
  restrict: (store: Store, testToken: TestToken) => Promise<void>,
): Promise<void> {
  await restrict(store, testToken);
  await expectRejectedSince(verifiers, testToken, now());
}

/** Removes an unrestricted token from the load. Expects it to have been accepted every time, also from cache. */
export async function expectAllAccepted(
  verifiers: readonly VerifierProcess[],
  testToken: TestToken,
): Promise<void> {
  for (const verifier of verifiers) {
    expect(Object.keys(await verifier.unload(testToken.id))).toEqual(['accepted']);
    expect(await verifier.hits()).toBeGreaterThan(10);
  }
}

/** Runs a function repeatedly, with limited concurrency. */
export async function runConcurrently(
  times: number,
  concurrency: number,
  run: (index: number) => Promise<void>,
): Promise<void> {
  let started = 0;
  const runNext = async () => {
    while (started < times) {
      started += 1;
      await run(started);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runNext));
}
