import { difference } from './difference.ts';

// The sentences say what must hold and where it does not. They show no value: a store that is tried
// here may hold somebody's real data.

/** Throws the sentence unless the condition holds. */
export function assertThat(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** Throws the sentence, and where the two part, unless both are the same plain data. */
export function assertSame(actual: unknown, expected: unknown, sentence: string): void {
  const path = difference(actual, expected);
  if (path !== null) throw new Error(`${sentence} It differs at "${path}".`);
}

/** Narrows an outcome to its success. */
export function assertOk<Outcome extends { readonly ok: boolean }>(
  outcome: Outcome,
  sentence: string,
): asserts outcome is Extract<Outcome, { ok: true }> {
  assertThat(outcome.ok === true, sentence);
}

/** Throws the sentence unless the outcome is this failure, and nothing more. */
export function assertFailed(outcome: unknown, reason: string, sentence: string): void {
  assertSame(outcome, { ok: false, reason }, sentence);
}

/** Throws the sentence unless the call throws or rejects. */
export async function assertThrows(call: () => unknown, sentence: string): Promise<void> {
  let answered = true;
  try {
    await call();
  } catch {
    answered = false;
  }
  assertThat(!answered, sentence);
}
