const KEPT = 256;

/**
 * Remembers what texts were parsed to. Many tokens share a few roles: what was read before is not
 * parsed again.
 *
 * @param parse What it gives is shared, and has to be frozen. What it throws is not remembered.
 */
export function remember<Value>(parse: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const value = parse(text);
    if (kept.size >= KEPT) kept.clear();
    kept.set(text, value);
    return value;
  };
}
