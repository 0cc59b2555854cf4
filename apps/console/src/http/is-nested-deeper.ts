/**
 * Returns whether a value of JSON is nested deeper than a limit. Code that descends into a value by recursion, such as the
 * coercion of variables, runs out of stack otherwise. This function does not recurse.
 *
 * @param value A parsed value.
 * @param limit The deepest nesting to accept. A string has depth 0, `[]` has depth 1.
 */
export function isNestedDeeper(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= limit; depth += 1) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
