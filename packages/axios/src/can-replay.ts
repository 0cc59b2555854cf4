/** Returns whether a body can be sent again. A stream and a form of the package `form-data` cannot. */
export function canReplay(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return true;
  const { pipe, pipeTo } = data as { pipe?: unknown; pipeTo?: unknown };
  if (typeof pipe === 'function' || typeof pipeTo === 'function') return false;
  return !(Symbol.asyncIterator in data);
}
