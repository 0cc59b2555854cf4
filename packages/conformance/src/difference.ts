/**
 * Finds where two pieces of plain data part, so that a failed case can say it without showing either.
 *
 * @returns The path to the first difference, such as `token.ceiling.0`; `null` where there is none.
 */
export function difference(actual: unknown, expected: unknown, path = 'answer'): string | null {
  if (Object.is(actual, expected)) return null;
  if (!isObject(actual) || !isObject(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    return path;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const found = difference(actual[key], expected[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
