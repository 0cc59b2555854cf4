import { tagOf } from '../common/tag-of.ts';
import { define, type RedactWalk } from './redact-walk.ts';

const HIDDEN = ['message', 'stack', 'cause', 'errors'] as const;

/** Returns whether a value is an error of any realm. */
export function isError(value: object): value is Error {
  return value instanceof Error || tagOf(value) === 'Error';
}

/** Copies an error to an error of the same class: name, message, stack, causes and own properties. */
export function copyError(error: Error, walk: RedactWalk, depth: number): Error {
  const copy = walk.remember<Error>(error, new Error());
  // The getters of a class with its own tag (DOMException) may throw for a copy.
  const foreign = tagOf(error) !== 'Error';
  if (!foreign) Object.setPrototypeOf(copy, Object.getPrototypeOf(error));
  if (foreign || Object.hasOwn(error, 'name'))
    define(copy, 'name', walk.copyProperty(error, 'name', depth), false);
  for (const key of HIDDEN) {
    if (key in error) define(copy, key, walk.copyProperty(error, key, depth), false);
    // The stack of the copy is the redactor's own.
    else if (key === 'stack') define(copy, key, undefined, false);
  }
  walk.copyOwn(error, copy, depth);
  return copy;
}
