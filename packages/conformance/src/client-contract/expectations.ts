/** Throws if two values differ. The message masks tokens. */
export function same(actual: unknown, expected: unknown, what = 'The value'): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${mask(right)}, got ${mask(left)}.`);
}

/** Throws the message unless the condition holds. */
export function holds(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

/** Throws unless an error has these properties. */
export function has(error: Record<string, unknown>, expected: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(expected)) {
    const actual = JSON.stringify(error[key]);
    if (actual !== JSON.stringify(value)) {
      const { name, code, problem } = error;
      throw new Error(
        `${key}: expected ${JSON.stringify(value)}, got ${mask(actual)} (${name} ${code} ${problem ?? ''}).`,
      );
    }
  }
}

const mask = (json: string | undefined) => json?.replace(/lynk_\w+/g, 'lynk_…').slice(0, 300);
