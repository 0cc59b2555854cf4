import { assertOption } from './assert-option.ts';
import { isObjectPrototype } from './read-own.ts';

/** The names of all options, in a union of options too. */
type OptionName<Options> = Options extends unknown ? keyof Options : never;

/**
 * Reads an options object: rejects anything but a plain object, rejects unknown options, and copies the known ones.
 * Read the copy, never the caller's object, which may change later.
 *
 * Only the object's own properties are options. An inherited one could come from a polluted `Object.prototype`, so an
 * object with any other prototype (an instance of a class, `Object.create(defaults)`) is rejected: if its inherited
 * options were ignored, a check could be missing. A getter of the object itself is read once.
 *
 * @param caller The function whose options they are, for messages.
 * @param options The options that it received.
 * @param names The names of the known options.
 * @returns A frozen copy without a prototype, which has only the options that are set.
 * @throws {LynkConfigurationError} with the name of an unknown option, never its value.
 */
export function readOwnOptions<Options extends object>(
  caller: string,
  options: Options,
  names: readonly OptionName<Options>[],
): Readonly<Options> {
  assertOption(
    caller,
    typeof options === 'object' && options !== null && !Array.isArray(options),
    'options must be an object',
  );
  assertOption(
    caller,
    isPlain(options),
    'options must be a plain object, because inherited options are not read; copy them into one: { ...options }',
  );
  const known: readonly PropertyKey[] = names;
  for (const name of Object.getOwnPropertyNames(options)) {
    assertOption(
      caller,
      known.includes(name),
      `there is no option "${name.slice(0, 64)}". The options are: ${known.filter(isString).join(', ')}`,
    );
  }
  const own: Partial<Options> = Object.create(null);
  for (const name of names as readonly (keyof Options)[]) {
    if (Object.hasOwn(options, name)) own[name] = options[name];
  }
  return Object.freeze(own) as Readonly<Options>;
}

/** Whether the prototype is `null` or the `Object.prototype` of any realm. */
function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || isObjectPrototype(prototype);
}

const isString = (name: PropertyKey): boolean => typeof name === 'string';
