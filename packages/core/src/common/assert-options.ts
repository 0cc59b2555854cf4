import { LynkConfigurationError } from '../errors/errors.ts';

/**
 * Refuses an options object that is none, or that has a name it should not have: a misspelt option
 * must not be a silently open door.
 *
 * @param caller Whose options they are, for the message.
 * @param options What the caller passed.
 * @param names The options that exist.
 * @throws {LynkConfigurationError} that names the unknown option, never its value.
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
 * Refuses an option that is not as it must be.
 *
 * @param caller Whose option it is, for the message.
 * @param holds Whether it is as it must be.
 * @param sentence What must hold, without a full stop: `optional must be true or false`.
 * @throws {LynkConfigurationError} with the caller and the sentence.
 */
export function assertOption(caller: string, holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new LynkConfigurationError(`${caller}: ${sentence}.`);
}

/** Tells whether a value, of any type, has a method of this name. A promise of such a value has not. */
export function hasMethod(value: unknown, name: string): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[name] === 'function';
}
