import { isPromise } from './is-promise.ts';

/** Applies a function to a value: synchronously if the value is available, otherwise once it resolves. */
export function mapAwaitable<T, R>(value: T | PromiseLike<T>, map: (value: T) => R): R | Promise<R> {
  return isPromise(value) ? Promise.resolve(value).then(map) : map(value);
}
