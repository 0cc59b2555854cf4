import { LynkConfigurationError } from '../../errors/errors.ts';

/**
 * Makes an error of whatever somebody else's code threw. Frameworks take `undefined` for success and
 * a text for the name of a route: thrown on to them as it is, either could let a request through.
 *
 * @param thrown What was thrown.
 * @param thrower Who threw it, for the message: `the verifier`.
 * @returns The error itself, of whatever realm, or a new one that does not hold what was thrown.
 */
export function toError(thrown: unknown, thrower: string): unknown {
  const isError = thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]';
  return isError ? thrown : new LynkConfigurationError(`What ${thrower} threw is no error.`);
}
