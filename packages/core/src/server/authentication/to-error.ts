import { tagOf } from '../../common/tag-of.ts';
import { LynkConfigurationError } from '../../errors/errors.ts';

/**
 * Converts a thrown value to an error. Frameworks interpret `undefined` as success and a string as the name of a
 * route: passed on unchanged, either could let a request through.
 *
 * @param thrown The thrown value.
 * @param thrower What threw it, for the message: `the verifier`.
 * @returns The value itself if it is an error of any realm; otherwise a new error that does not hold the value.
 */
export function toError(thrown: unknown, thrower: string): unknown {
  const isError = thrown instanceof Error || tagOf(thrown) === 'Error';
  return isError
    ? thrown
    : new LynkConfigurationError(`What ${thrower} threw is not an error. Throw an Error instead.`);
}
