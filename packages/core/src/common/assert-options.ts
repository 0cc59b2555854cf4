// Helpers that more than one folder uses.
import { LynkConfigurationError } from '../errors/errors.ts';

/**
 * Asserts that a value is an options object without unknown options. A misspelt option must not silently disable a
 * check.
 *
 * @param caller The function whose options they are, for the message.
 * @param options The options that it received.
 * @param names The names of the known options.
 * @throws {LynkConfigurationError} with the name of the unknown option, never its value.
 */
export function assertOptions(caller: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new LynkConfigurationError(`${caller}: options must be an object.`);
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) {
      throw new LynkConfigurationError(
        `${caller}: there is no option "${name.slice(0, 64)}". The options are: ${names.join(', ')}.`,
      );
    }
  }
}

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
