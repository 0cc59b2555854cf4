/** Copies the headers of a request or a response of any implementation. */
export function copyHeaders(source: unknown): Headers {
  const { forEach } = (source ?? {}) as { forEach?: unknown };
  // Not every implementation can be iterated, and one that cannot would be copied as an empty object.
  if (Array.isArray(source) || typeof forEach !== 'function') return new Headers(source as HeadersInit);
  const headers = new Headers();
  forEach.call(source, (value: string, name: string) => headers.append(name, value));
  return headers;
}
