import type { Store } from '@lynk-auth/authority';
import { expect } from 'vitest';
import { type Answer, now, type Seen, type Verifying } from './start-verifying.ts';
import type { Subject } from './subjects.ts';

/** Puts tokens under load in all processes; each of them accepts each. */
export async function load(verifiers: readonly Verifying[], subjects: readonly Subject[]): Promise<void> {
  const questions = Object.fromEntries(subjects.map(({ name, question }) => [name, question]));
  await Promise.all(verifiers.map((verifier) => verifier.load(questions)));
}

/** Asks each process once more about a token that is gone, and ends its load. */
export function endLoad(
  verifiers: readonly Verifying[],
  { name, question }: Subject,
): Promise<readonly { readonly after: Answer; readonly accepted: Seen['accepted'] }[]> {
  return Promise.all(
    verifiers.map(async (verifier) => {
      let after = await verifier.verify(question);
      // The database is out of its reach: in time it is not.
      while (after.outcome === 'unavailable') after = await verifier.verify(question);
      const { accepted } = await verifier.unload(name);
      return { after, accepted };
    }),
  );
}

/** Ends the load of a token. Each process has accepted it, but in no verification begun after a moment. */
export async function expectNoneSince(
  verifiers: readonly Verifying[],
  subject: Subject,
  since: number,
): Promise<void> {
  for (const { after, accepted } of await endLoad(verifiers, subject)) {
    expect(after.began).toBeGreaterThan(since);
    expect(['invalid_token', 'not_allowed']).toContain(after.outcome);
    expect(accepted?.count).toBeGreaterThan(0);
    expect(accepted?.last).toBeLessThan(since);
  }
}

/** Takes something away from a token under load, and sees that it is gone everywhere when that has resolved. */
export async function takeAway(
  { store, verifiers }: { readonly store: Store; readonly verifiers: readonly Verifying[] },
  subject: Subject,
  narrow: (store: Store, subject: Subject) => Promise<void>,
): Promise<void> {
  await narrow(store, subject);
  await expectNoneSince(verifiers, subject, now());
}

/** Ends the load of a token that nothing was taken from: it was accepted at all times, also from memory. */
export async function expectAllAccepted(verifiers: readonly Verifying[], subject: Subject): Promise<void> {
  for (const verifier of verifiers) {
    expect(Object.keys(await verifier.unload(subject.name))).toEqual(['accepted']);
    expect(await verifier.hits()).toBeGreaterThan(10);
  }
}

/** Does it so many times, a few at the same time. */
export async function inLanes(
  times: number,
  lanes: number,
  work: (time: number) => Promise<void>,
): Promise<void> {
  let begun = 0;
  const lane = async () => {
    while (begun < times) {
      begun += 1;
      await work(begun);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
