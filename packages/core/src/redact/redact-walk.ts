import type { RedactRules } from './redact-rules.ts';

/** The traversal of one value, for the functions that copy one kind of object. */
export interface RedactWalk {
  readonly rules: RedactRules;
  /** Returns the redacted copy of any value. Never throws. */
  visit(value: unknown, depth: number): unknown;
  /** Returns the redacted copy of a named value. */
  visitField(name: unknown, value: unknown, depth: number): unknown;
  /** Registers the copy of an object before it is filled, so that cycles keep their shape. */
  remember<T>(value: object, copy: T): T;
  /** Copies the own enumerable properties of an object. Getters become values. */
  copyOwn(source: object, copy: object, depth: number): void;
  /** Returns the redacted copy of one property; a marker if reading it throws. */
  copyProperty(source: object, key: string | symbol, depth: number): unknown;
}

/** Defines a data property, bypassing any setter of a prototype. */
export function define<T extends object>(target: T, key: PropertyKey, value: unknown, enumerable = true): T {
  if (enumerable && !(key in target)) {
    // Equivalent, and several times faster.
    (target as Record<PropertyKey, unknown>)[key] = value;
    return target;
  }
  return Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}
