import { redact } from '@lynk-auth/core';
import { isLynkStoreError } from '@lynk-auth/sql';
import { describeDatabaseError, isDatabaseError } from './describe-database-error.ts';
import { StartError } from './start-error.ts';

/**
 * Describes an error for the person at the terminal: one sentence, without the name of its class. The sentence of a
 * database error is followed by the driver's own.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const sentences = isLynkStoreError(error)
    ? [error.message, describeDatabaseError(error.cause)]
    : [isDatabaseError(error) ? describeDatabaseError(error) : String(error)];
  return redact(sentences.filter((each) => each !== null).join(' '));
}
