import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import * as core from '../index.ts';

const errors: readonly core.LynkError[] = [
  new core.LynkConfigurationError('wrong'),
  new core.LynkTokenError('masked', 'masked'),
  new core.LynkBadRequestError(),
  new core.LynkUnauthorizedError(),
  new core.LynkForbiddenError(['update_sboms']),
  new core.LynkRateLimitedError(3),
  new core.LynkUnavailableError(4),
  new core.LynkHttpError(502),
  new core.LynkGraphQLError([{ message: 'one', code: undefined, path: undefined }]),
  new core.LynkBadResponseError('not_json', 200),
  new core.LynkOriginError(),
  new core.LynkNetworkError(),
  new core.LynkTimeoutError(1000),
  new core.LynkAbortedError(),
];

test('README example', () => {
  const error: unknown = new core.LynkRateLimitedError(3);
  expect(core.isLynkError(error) && error.code === 'too_many_requests' && error.retryAfterSeconds).toBe(3);
});

test('covers every class', () => {
  expect(errors.map((error) => error.name)).toEqual(Object.keys(core.errorCodes));
});

describe.each(errors)('$name', (error) => {
  test('has its literal name and code, a message and a stack', () => {
    expect(error.code).toBe(core.errorCodes[error.name]);
    expect(error.message).not.toBe('');
    expect(error.stack).toContain(error.name);
    expect(Object.keys(error)).not.toContain('name');
    expect(error).toBeInstanceOf(Error);
  });

  test('is recognized across realms, clones and copies of the package', () => {
    expect(core.isLynkError(error)).toBe(true);
    const elsewhere = runInNewContext('Object.assign(new Error(message), { name, code })', {
      ...error,
      name: error.name,
      message: error.message,
    });
    expect(elsewhere).not.toBeInstanceOf(Error);
    expect(core.isLynkError(elsewhere)).toBe(true);
  });
});

test('recognizes errors across the built ESM and CommonJS copies', async () => {
  const cjs: typeof core = createRequire(import.meta.url)('../../dist/index.cjs');
  const esm: typeof core = await import('../../dist/index.js' as string);
  expect(cjs.LynkUnauthorizedError).not.toBe(esm.LynkUnauthorizedError);
  expect(cjs.isLynkError(new esm.LynkUnauthorizedError())).toBe(true);
  expect(esm.isLynkError(new cjs.LynkForbiddenError())).toBe(true);
});

test('rejects any other value', () => {
  for (const value of [
    undefined,
    null,
    'LynkHttpError',
    new Error('x'),
    { name: 'LynkHttpError' },
    { name: 'LynkHttpError', code: 'network' },
    { name: 'toString', code: undefined },
    { name: '__proto__', code: 'http' },
  ]) {
    expect(core.isLynkError(value)).toBe(false);
  }
});

test('joins all messages in a GraphQL error', () => {
  const entry = { code: undefined, path: undefined };
  const error = new core.LynkGraphQLError([
    { message: 'one', ...entry },
    { message: 'two', ...entry },
  ]);
  expect(error.message).toBe('one; two');
});
