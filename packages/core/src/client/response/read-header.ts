/** The headers of a response: a `Headers`, another object with `get`, or a plain record. */
export type ResponseHeaders =
  | { get(name: string): unknown }
  | Readonly<Record<string, string | readonly string[] | number | undefined>>;

/** Returns a header, its lines joined with `, `; `undefined` if it is absent. Never throws. */
export function readHeader(headers: ResponseHeaders, name: string): string | undefined {
  try {
    const value = readValue(headers, name);
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    return undefined;
  }
}

function readValue(headers: ResponseHeaders, name: string): unknown {
  if (typeof headers.get === 'function') return headers.get(name);
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
