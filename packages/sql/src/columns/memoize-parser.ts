const MAX_ENTRIES = 256;

/**
 * Caches the results of a parser. Many tokens share a few roles, so the same columns are read repeatedly.
 *
 * @param parse The parser. Its results are shared and must be frozen. Errors are not cached.
 */
export function memoizeParser<Value>(parse: (text: string) => Value): (text: string) => Value {
  const cache = new Map<string, Value>();
  let last: string | undefined;
  let lastValue: Value;
  return (text) => {
    // The driver returns a new string each time: comparing it with the last one is cheaper than hashing it.
    if (text === last) return lastValue;
    let value = cache.get(text);
    if (value === undefined) {
      value = parse(text);
      if (cache.size >= MAX_ENTRIES) cache.clear();
      cache.set(text, value);
    }
    last = text;
    lastValue = value;
    return value;
  };
}
