/**
 * Finds the first difference between two values, so that a failed case can report it without showing either.
 *
 * @returns The path to the first difference, such as `value.token.ceiling.0`; `null` if the values are equal.
 */
export function difference(actual: unknown, expected: unknown, path = 'value'): string | null {
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
