/// <reference types="node" />
import { expect } from 'vitest';
import { sleep } from '../lease/random-timing.ts';
import type { OutcomeCounts, VerifierProcess } from '../lease/start-verifier.ts';
import type { TestToken } from '../lease/test-tokens.ts';
import { load } from '../lease/verification-load.ts';

/** How long revoked tokens are verified, in milliseconds: many leases. */
const DURATION_MS = 2000;

/**
 * Verifies revoked tokens under load, all of which must be rejected. Call it after the revocations have resolved.
 *
 * @param situation What happened to the database. It is printed with the numbers.
 */
export async function expectNoneAccepted(
  situation: string,
  verifiers: readonly VerifierProcess[],
  revoked: readonly TestToken[],
): Promise<void> {
  // Verifications that started before do not count.
  const unloadAll = () =>
    Promise.all(revoked.flatMap(({ id }) => verifiers.map((verifier) => verifier.unload(id))));
  await unloadAll();
  await load(verifiers, revoked);
  await sleep(DURATION_MS);
  const { accepted, all } = countOutcomes(await unloadAll());
  process.stdout.write(`${situation}: ${accepted} of ${all} accepted\n`);
  expect(all).toBeGreaterThan(5);
  // The rest of the test shows more numbers.
  expect.soft(accepted).toBe(0);
}

/** Resolves when every process accepts a token, which it does once it has recovered. */
export async function waitUntilAccepted(
  verifiers: readonly VerifierProcess[],
  { request }: TestToken,
): Promise<void> {
  const isAccepted = async (verifier: VerifierProcess) =>
    (await verifier.verify(request)).outcome === 'accepted';
  for (const verifier of verifiers) while (!(await isAccepted(verifier))) await sleep(20);
}

/** Adds up the outcomes of verifications. */
export function countOutcomes(outcomes: readonly OutcomeCounts[]): {
  readonly accepted: number;
  readonly all: number;
} {
  const count = (counts: readonly { readonly count: number }[]) =>
    counts.reduce((sum, each) => sum + each.count, 0);
  return {
    accepted: count(outcomes.flatMap((each) => each.accepted ?? [])),
    all: count(outcomes.flatMap((each) => Object.values(each))),
  };
}
