/** Returns the headers of a request or a response of any implementation in a form that the runtime's `Headers` reads. */
export function toHeadersInit(source: unknown): HeadersInit {
  const { forEach, [Symbol.iterator]: iterator } = Object(source) as Partial<Headers>;
  if (typeof iterator === 'function' || typeof forEach !== 'function') return (source ?? {}) as HeadersInit;
  // Not every implementation can be iterated, and one that cannot would be read as an empty object.
  const pairs: [string, string][] = [];
  forEach.call(source, (value, name) => pairs.push([name, value]));
  return pairs;
}
