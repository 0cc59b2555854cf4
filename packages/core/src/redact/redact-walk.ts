import type { RedactRules } from './redact-rules.ts';

/** One walk through one value, as the copiers of single kinds of objects see it. */
export interface RedactWalk {
  readonly rules: RedactRules;
  /** The redacted copy of any value. Never throws. */
  visit(value: unknown, depth: number): unknown;
  /** The redacted copy of a value that stands under a name. */
  visitField(name: unknown, value: unknown, depth: number): unknown;
  /** Says which copy stands for an object, before it is filled: so cycles keep their shape. */
  remember<T>(value: object, copy: T): T;
  /** Gives a copy the own enumerable properties of its original; getters become values. */
  copyOwn(source: object, copy: object, depth: number): void;
  /** The redacted copy of one property; a marker where reading it fails. */
  copyProperty(source: object, key: string | symbol, depth: number): unknown;
}

/** Defines a data property, past any setter of a prototype; not enumerable only where it says so. */
export function define<T extends object>(target: T, key: PropertyKey, value: unknown, enumerable = true): T {
  if (enumerable && !(key in target)) {
    // The same, and several times faster.
    (target as Record<PropertyKey, unknown>)[key] = value;
    return target;
  }
  return Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}
