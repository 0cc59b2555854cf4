/**
 * Reads a property of a plain object that a caller supplied, if it is the object's own. An inherited value counts as
 * absent: a polluted `Object.prototype` must not decide about access.
 *
 * @param value The object. Any other value has no properties.
 * @param name The property.
 * @returns Its value, or `undefined`.
 */
export function readOwn<T extends object, Name extends keyof T>(
  value: T | null | undefined,
  name: Name,
): T[Name] | undefined {
  return value != null && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether an object is the `Object.prototype` of any realm. */
export const isObjectPrototype = (value: object): boolean =>
  Object.getPrototypeOf(value) === null && Object.hasOwn(value, 'isPrototypeOf');
