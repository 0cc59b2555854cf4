/// <reference types="node" />
import { inspect } from 'node:util';
import { isLynkError, type LynkError } from '@lynk-auth/core';
import { expect } from 'vitest';
import { ownToken, personal } from './tokens.ts';

/** Strings that no error may contain: any part of the token, the service's credentials, the address. */
const SECRETS = [
  ...Array.from({ length: personal.body.length - 7 }, (_, start) => personal.body.slice(start, start + 8)),
  ownToken,
  's3cr3t',
  '127.0.0.1',
  '/endpoint',
];

/** Awaits a rejection and returns its error, which must be a `LynkError` that contains none of the secrets. */
export async function catchLynkError(promise: unknown): Promise<LynkError> {
  const error: unknown = await Promise.resolve(promise).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isLynkError(error)) throw new Error('Expected a rejection with a LynkError.');
  expect(error.cause).toBeUndefined();
  // The stack is left out: it contains file paths.
  const shown = `${error.message}\n${JSON.stringify(error)}\n${inspect({ ...error, stack: undefined })}`;
  for (const secret of SECRETS) if (shown.includes(secret)) throw new Error('The error contains a secret.');
  return error;
}
