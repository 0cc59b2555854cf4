const KEPT = 256;

/**
 * Remembers what texts were parsed to. Many tokens share a few roles: what was read before is not
 * parsed again.
 *
 * @param parse What it gives is shared, and has to be frozen. What it throws is not remembered.
 */
export function remember<Value>(parse: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  let last: string | undefined;
  let lastValue: Value;
  return (text) => {
    // A database gives a new text each time: to compare it costs less than to hash it.
    if (text === last) return lastValue;
    let value = kept.get(text);
    if (value === undefined) {
      value = parse(text);
      if (kept.size >= KEPT) kept.clear();
      kept.set(text, value);
    }
    last = text;
    lastValue = value;
    return value;
  };
}
