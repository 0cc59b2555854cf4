import { expect, test } from 'vitest';
import { shouldCloseConnection } from './should-close-connection.ts';

test.each([
  ['no body', {}, false],
  ['an empty body', { 'content-length': '0' }, false],
  ['a small body', { 'content-length': '65536' }, false],
  ['a large body', { 'content-length': '65537' }, true],
  ['a body that does not say', { 'transfer-encoding': 'chunked' }, true],
])('%s', (_, headers, expected) => {
  expect(shouldCloseConnection({ httpVersionMajor: 1, complete: false, headers })).toBe(expected);
  expect(shouldCloseConnection({ headers })).toBe(expected);
  expect(shouldCloseConnection({ httpVersionMajor: 2, headers })).toBe(false);
  expect(shouldCloseConnection({ httpVersionMajor: 1, complete: true, headers })).toBe(false);
});
