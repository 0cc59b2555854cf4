import { assertOption } from '@lynk-auth/core/internal';

/** @throws {LynkConfigurationError} if the value is not the start of a path. */
export function assertBasePath(caller: string, basePath: unknown): asserts basePath is string {
  assertOption(
    caller,
    basePath === '' || (typeof basePath === 'string' && /^(?:\/[\w.~-]+)+$/.test(basePath)),
    'basePath must start with a slash and end without one, such as "/auth"',
  );
}
