/** Uses a value now, or when it is there. */
export function whenThere<T, R>(value: T | PromiseLike<T>, use: (value: T) => R): R | Promise<R> {
  return isPromise(value) ? Promise.resolve(value).then(use) : use(value);
}

/** Tells an answer that is still to come, a promise of whatever make, from one that is there. */
export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
