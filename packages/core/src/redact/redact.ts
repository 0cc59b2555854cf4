import { createRedactor, type Redactor } from './create-redactor.ts';

let shared: Redactor | undefined;

/**
 * Masks every token of the `lynk` format in a string, or in a deep copy of any other value. See {@link createRedactor}
 * for what it finds and what it does not.
 *
 * @param value Any value. It is not changed.
 * @returns A string or a copy of the same shape, without a secret.
 * @example
 * ```ts
 * import { redact } from '@lynk-auth/core';
 *
 * redact('sent lynk_live_eTQwckTnBE2ACgxiQKRLNmQMdUbac44ZhSgT'); // 'sent lynk_live_eTQw…'
 * redact({ headers: { Cookie: 'session=1', Authorization: 'Basic YTpi' } });
 * // { headers: { Cookie: '…', Authorization: 'Basic …' } }
 * ```
 */
export function redact<T>(value: T): T {
  shared ??= createRedactor();
  return shared(value);
}
