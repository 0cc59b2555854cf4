/// <reference types="node" />
import { inspect } from 'node:util';
import { isLynkError, type LynkError } from '@lynk-auth/core';
import { expect } from 'vitest';
import { ownToken, personal } from './tokens.ts';

/** What must be in no error: the token, in whatever part; the service's own; the address. */
const SECRETS = [
  ...Array.from({ length: personal.body.length - 7 }, (_, start) => personal.body.slice(start, start + 8)),
  ownToken,
  's3cr3t',
  '127.0.0.1',
  '/ask',
];

/** The error of a promise, which must be one of the family, and hold nothing that it must not. */
export async function failure(promise: unknown): Promise<LynkError> {
  const error: unknown = await Promise.resolve(promise).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isLynkError(error)) throw new Error('It did not fail with an error of lynk-auth.');
  expect(error.cause).toBeUndefined();
  // The stack names files of this machine, the address of no server.
  const shown = `${error.message}\n${JSON.stringify(error)}\n${inspect({ ...error, stack: undefined })}`;
  for (const secret of SECRETS) if (shown.includes(secret)) throw new Error('The error holds a secret.');
  return error;
}
