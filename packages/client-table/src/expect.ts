/** Fails where two values differ. Neither is shown in whole: it might hold a token. */
export function same(actual: unknown, expected: unknown, what = 'It'): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what} is ${mask(left)}, and must be ${mask(right)}.`);
}

/** Fails where it does not hold. */
export function holds(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}

/** Fails where an object has not these properties. */
export function has(actual: Record<string, unknown>, expected: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(expected)) {
    if (JSON.stringify(actual[key]) !== JSON.stringify(value)) {
      const { name, code, problem } = actual;
      throw new Error(
        `${key} is ${mask(JSON.stringify(actual[key]))}, and must be ${JSON.stringify(value)}: ${name} ${code} ${problem ?? ''}`,
      );
    }
  }
}

const mask = (text: string | undefined) => text?.replace(/lynk_\w+/g, 'lynk_…').slice(0, 300);
