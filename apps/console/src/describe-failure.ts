import { redact } from '@lynk-auth/core';
import { isLynkStoreError } from '@lynk-auth/sql';
import { StartError } from './start-error.ts';

/**
 * Describes an error for the person at the terminal: one sentence, without the name of its class. The sentence of a
 * database error is followed by the driver's own.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (!isLynkStoreError(error)) return redact(String(error));
  const { message, cause } = error;
  return redact(cause instanceof Error ? `${message} ${cause.message}` : message);
}
