import { tagOf } from './tag-of.ts';

/**
 * Copies the own properties of an object into one without a prototype, so that every read is a read of an own property: a
 * polluted `Object.prototype` must not complete a record that decides about access.
 *
 * @param value The record. Lists and other values than objects are returned unchanged.
 * @param depth How many levels are copied: 2 includes the plain objects that are properties of the record. Default: 1.
 * @returns The copy.
 */
export function copyOwn(value: unknown, depth = 1): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const copy: Record<string, unknown> = Object.assign(Object.create(null), value);
  if (depth > 1) {
    // Not a `Date`, for example.
    for (const [name, inner] of Object.entries(copy))
      if (tagOf(inner) === 'Object') copy[name] = copyOwn(inner, depth - 1);
  }
  return copy;
}
