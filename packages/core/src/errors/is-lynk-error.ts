import { errorCodes, type LynkError } from './errors.ts';

/**
 * Returns whether a value is an error of lynk-auth. It compares the literal `name` and `code`, not the class, so it
 * works across realms and copies of the package.
 *
 * @param value Any value, usually the one that a `catch` clause received.
 * @returns True for every member of {@link LynkError}.
 * @example
 * ```ts
 * import { isLynkError } from '@lynk-auth/core';
 * import type { TokenVerifier } from '@lynk-auth/core/server';
 *
 * declare const verifier: TokenVerifier;
 * declare const text: string;
 * declare const wait: (seconds: number | undefined) => Promise<void>;
 *
 * try {
 *   await verifier.verify(text);
 * } catch (error) {
 *   if (isLynkError(error) && error.code === 'too_many_requests') await wait(error.retryAfterSeconds);
 *   else throw error;
 * }
 * ```
 */
export function isLynkError(value: unknown): value is LynkError {
  if (typeof value !== 'object' || value === null) return false;
  const { name, code } = value as { name?: unknown; code?: unknown };
  return (
    typeof name === 'string' &&
    Object.hasOwn(errorCodes, name) &&
    errorCodes[name as keyof typeof errorCodes] === code
  );
}
