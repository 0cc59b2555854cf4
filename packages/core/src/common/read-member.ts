import { isObjectPrototype } from './read-own.ts';

/**
 * Reads a property of an object that may be an instance of a class: its own, or that of its class. One of
 * `Object.prototype` counts as absent: it is polluted.
 *
 * @param value The object.
 * @param name The property.
 * @returns Its value, or `undefined`.
 */
export function readMember<T extends object, Name extends keyof T>(
  value: T,
  name: Name,
): T[Name] | undefined {
  let owner: object | null = value;
  while (owner !== null && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  // A proxy can have properties that no object of its chain has.
  return owner !== null && isObjectPrototype(owner) ? undefined : value[name];
}
