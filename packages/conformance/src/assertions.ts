import { difference } from './difference.ts';

// A message says what must hold and where it does not. It contains no value: the store under test may contain
// real data.

/** Throws the message unless the condition holds. */
export function assertThat(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** Throws the message and the path of the first difference unless both are the same plain data. */
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

/** Throws the message unless the outcome is this failure, and nothing more. */
export function assertFailed(outcome: unknown, reason: string, sentence: string): void {
  assertSame(outcome, { ok: false, reason }, sentence);
}

/** Throws the message unless the call throws or rejects. */
export async function assertThrows(call: () => unknown, sentence: string): Promise<void> {
  let resolved = true;
  try {
    await call();
  } catch {
    resolved = false;
  }
  assertThat(!resolved, sentence);
}
