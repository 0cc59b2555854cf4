import type { Outcome } from '@lynk-auth/authority';
import { StartError } from '../start-error.ts';

/**
 * Unwraps an outcome.
 *
 * @throws {StartError} if it is a failure. Its message is written for the user.
 */
export function unwrap<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new StartError(outcome.message);
}
