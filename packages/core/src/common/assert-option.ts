// Helpers that more than one folder uses.
import { LynkConfigurationError } from '../errors/errors.ts';

/**
 * Asserts that an option is valid.
 *
 * @param caller The function whose option it is, for the message.
 * @param holds Whether the option is valid.
 * @param sentence What must hold, without a full stop: `optional must be true or false`.
 * @throws {LynkConfigurationError} with the caller and the sentence.
 */
export function assertOption(caller: string, holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new LynkConfigurationError(`${caller}: ${sentence}.`);
}

/** Returns whether a value has a method of this name. A promise of such a value does not have it. */
export function hasMethod(value: unknown, name: string): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[name] === 'function';
}
