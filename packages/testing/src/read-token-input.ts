import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import type { TestPersonalTokenInput } from './create-test-authority.ts';

/**
 * Reads the input of a function that creates a token or a principal.
 *
 * @param caller The function, for messages.
 * @param about The input.
 * @param names The names that the function accepts.
 * @throws {LynkConfigurationError} for an unknown or wrong property.
 */
export function readTokenInput(
  caller: string,
  about: TestPersonalTokenInput,
  names: readonly (keyof TestPersonalTokenInput)[],
): TestPersonalTokenInput {
  const own = readOwnOptions(caller, about, names);
  const { permissions, expiresInMs, userId } = own;
  if (permissions !== undefined) assertPermissions(caller, permissions);
  assertOption(
    caller,
    expiresInMs === undefined || Number.isFinite(expiresInMs),
    'expiresInMs must be a number of milliseconds',
  );
  assertOption(
    caller,
    userId === undefined || (typeof userId === 'string' && userId !== ''),
    'userId must be a string that is not empty',
  );
  return own;
}

/** Asserts that an option is a list of permissions. */
export function assertPermissions(caller: string, permissions: unknown): void {
  const valid = Array.isArray(permissions) && permissions.every((key) => typeof key === 'string');
  assertOption(caller, valid, 'permissions must be a list of strings');
}
