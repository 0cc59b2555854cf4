import { errorCodes, type LynkError } from './errors.ts';

/**
 * Tells an error of lynk-auth from any other value, whichever copy of the package, and whichever
 * realm, it was made in: by its literal `name` and `code`, not by its class.
 *
 * @param value Anything, most often what a `catch` caught.
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
